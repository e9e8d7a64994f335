import { Button } from '@mantine/core';
import { useState } from 'react';
import { HeadedPage } from '../../parts/page.tsx';
import { useMay } from '../../session/session.ts';
import { AskForward } from './ask.tsx';
import { Forwards } from './table.tsx';
import { words } from './words.ts';

const unknown = { called: '', calling: '', at: '', callKey: '' } as const;

/** Every call that was traced forward, and the way to trace one. */
export const TraceForwards = () => {
  const may = useMay('traceForwards.ask');
  const [asking, setAsking] = useState(false);
  return (
    <HeadedPage
      title={words.forwards}
      lead={words.lead}
      aside={may ? <Button onClick={() => setAsking(true)}>{words.ask}</Button> : null}
    >
      <Forwards tracebackId={null} empty={words.none} />
      {asking ? <AskForward tracebackId={null} known={unknown} onClose={() => setAsking(false)} /> : null}
    </HeadedPage>
  );
};
