import { Alert } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { dateIn, dayInWords } from '../../parts/time.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { useSession } from '../../session/session.ts';
import { Gate } from './gate.tsx';
import { Numbers } from './numbers.tsx';
import { Standing } from './standing.tsx';
import { type Account, standingOf } from './states.ts';
import { Strikes } from './strikes.tsx';
import { Traffic } from './traffic.tsx';
import { words } from './words.ts';

const dayMs = 86_400_000;

/** That a review is overdue, and what comes on which day while it is. */
const Overdue = ({ of: { standing, validUntil, limitsLowered } }: { readonly of: Account }) => {
  const { zone } = useSession().carrier;
  if (validUntil === null || (standing !== 'grace' && standing !== 'lapsed')) return null;
  const on = (days: number): string =>
    dayInWords(dateIn(new Date(Date.parse(validUntil) + days * dayMs).toISOString(), zone));
  const says = standing === 'lapsed' ? words.lapsedSince(on(14)) : words.overdue(on(0), limitsLowered, on(7), on(14));
  return (
    <Alert color={standing === 'lapsed' ? 'red' : 'yellow'} mb="md">
      {says}
    </Alert>
  );
};

const Room = ({ shown }: { readonly shown: OutputOf<'accounts.show'> }) => {
  const [at, setAt] = useState('standing');
  const { account } = shown;
  const { rooms } = words;
  return (
    <HeadedPage
      title={account.name}
      lead={account.carries ? words.carries : words.carriesNot}
      aside={<Chip {...standingOf(account)} />}
    >
      <Overdue of={account} />
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'standing', label: rooms.standing, show: () => <Standing shown={shown} /> },
          { name: 'numbers', label: rooms.numbers, show: () => <Numbers accountId={account.id} /> },
          { name: 'gate', label: rooms.gate, show: () => <Gate account={account} /> },
          { name: 'traffic', label: rooms.traffic, show: () => <Traffic account={account} /> },
          { name: 'strikes', label: rooms.strikes, show: () => <Strikes accountId={account.id} /> },
          { name: 'timeline', label: rooms.timeline, show: () => <Timeline subject={`voice-account:${account.id}`} /> },
        ]}
      />
    </HeadedPage>
  );
};

/** One account: whether it may call, with which numbers, what the gate makes of it, its strikes. */
export const AccountRoom = () => {
  const { accountId } = useParams({ from: '/accounts/$accountId' });
  const shown = useAnswer('accounts.show', { accountId });
  return <Answered of={shown}>{(data) => <Room shown={data} />}</Answered>;
};
