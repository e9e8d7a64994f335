import { Alert } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Act } from './act.tsx';
import { Close } from './close.tsx';
import { Evidence } from './evidence.tsx';
import { Found } from './found.tsx';
import { type Investigation, stateOf } from './states.ts';
import { words } from './words.ts';

const Room = ({ of }: { readonly of: Investigation }) => {
  const [at, setAt] = useState('found');
  const { rooms } = words;
  return (
    <HeadedPage
      title={of.accountName === null ? words.titleNobody : words.title(of.accountName)}
      lead={words.says}
      aside={<Chip {...stateOf(of)} />}
    >
      {of.secrecy === 'none' ? null : (
        <Alert color="yellow" mb="md">
          {words.sealed}
        </Alert>
      )}
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'found', label: rooms.found, show: () => <Found of={of} /> },
          { name: 'act', label: rooms.act, show: () => <Act of={of} /> },
          { name: 'evidence', label: rooms.evidence, show: () => <Evidence of={of} /> },
          { name: 'close', label: rooms.close, show: () => <Close of={of} /> },
          { name: 'timeline', label: rooms.timeline, show: () => <Timeline subject={`investigation:${of.id}`} /> },
        ]}
      />
    </HeadedPage>
  );
};

/** One investigation: its causes, its three questions, what is done and how it ends. */
export const InvestigationRoom = () => {
  const { investigationId } = useParams({ from: '/investigations/$investigationId' });
  const shown = useAnswer('investigations.show', { investigationId });
  return <Answered of={shown}>{(data) => <Room key={investigationId} of={data} />}</Answered>;
};
