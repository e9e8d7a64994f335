import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useAnswerOnRecord } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { Prepare } from './answer.tsx';
import { knownCall } from './asked-call.tsx';
import { Clocks } from './clocks.tsx';
import { Confirm } from './confirm.tsx';
import { type Chosen, Find } from './find.tsx';
import { Forward } from './forward.tsx';
import { Give } from './give.tsx';
import { AsItCame } from './request.tsx';
import { type Request, stateOf } from './states.ts';
import { words } from './words.ts';

const first: Readonly<Record<Request['state'], string>> = {
  arrived: 'request',
  confirmed: 'find',
  prepared: 'give',
  answered: 'give',
};

const Room = ({ of }: { readonly of: Request }) => {
  const [at, setAt] = useState(first[of.state]);
  const [chosen, setChosen] = useState<Chosen>(null);
  const { rooms } = words;
  const choose = (to: Chosen): void => {
    setChosen(to);
    setAt('answer');
  };
  const { reference } = knownCall(of);
  return (
    <HeadedPage
      title={words.title(reference === '' ? words.noReference : reference)}
      lead={words.says}
      aside={<Chip {...stateOf(of)} />}
    >
      <Clocks {...of.clocks} />
      <Rooms
        at={at}
        onGo={setAt}
        of={[
          { name: 'request', label: rooms.request, show: () => <AsItCame of={of} /> },
          { name: 'confirm', label: rooms.confirm, show: () => <Confirm of={of} /> },
          { name: 'find', label: rooms.find, show: () => <Find of={of} onChoose={choose} /> },
          { name: 'answer', label: rooms.answer, show: () => <Prepare of={of} chosen={chosen} /> },
          { name: 'give', label: rooms.give, show: () => <Give of={of} /> },
          { name: 'forward', label: rooms.forward, show: () => <Forward of={of} /> },
          { name: 'timeline', label: rooms.timeline, show: () => <Timeline subject={`traceback:${of.id}`} /> },
        ]}
      />
    </HeadedPage>
  );
};

/** One request, from its arrival to its answer; that it was opened goes on record. */
export const TracebackRoom = () => {
  const { tracebackId } = useParams({ from: '/tracebacks/$tracebackId' });
  const shown = useAnswerOnRecord('tracebacks.show', { tracebackId });
  return <Answered of={shown}>{(data) => <Room key={tracebackId} of={data} />}</Answered>;
};
