import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Gate } from './gate.tsx';
import { Numbers } from './numbers.tsx';
import { Standing } from './standing.tsx';
import { standingOf } from './states.ts';
import { Strikes } from './strikes.tsx';
import { Traffic } from './traffic.tsx';
import { words } from './words.ts';

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
