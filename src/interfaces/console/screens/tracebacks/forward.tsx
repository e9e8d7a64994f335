import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../session/session.ts';
import { AskForward } from '../trace-forwards/ask.tsx';
import { Forwards } from '../trace-forwards/table.tsx';
import { words } from '../trace-forwards/words.ts';
import { knownCall } from './asked-call.tsx';
import type { Request } from './states.ts';

/** Where the call of a request went from us: whom we asked, and what each said. */
export const Forward = ({ of }: { readonly of: Request }) => {
  const may = useMay('traceForwards.ask');
  const [asking, setAsking] = useState(false);
  const { called, calling, at } = knownCall(of);
  return (
    <>
      <p className="dim">{words.lead}</p>
      {may ? (
        <Group mb="sm">
          <Button onClick={() => setAsking(true)}>{words.ask}</Button>
        </Group>
      ) : null}
      <Forwards tracebackId={of.id} empty={words.noneOfThis} />
      {asking ? (
        <AskForward tracebackId={of.id} known={{ called, calling, at, callKey: '' }} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
};
