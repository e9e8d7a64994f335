import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useAnswerOnRecord } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Moment } from '../../parts/time.tsx';
import { AnswerBy, ForwardDialog } from './forward.tsx';
import { type Forward, forwardState } from './states.ts';
import { words } from './words.ts';

const columnsOf = (onOpen: (forward: Forward) => void): readonly Column<Forward>[] => [
  {
    label: words.downstream,
    value: ({ downstream }) => downstream,
    show: (forward) => (
      <UnstyledButton className="link" aria-label={words.open(forward.downstream)} onClick={() => onOpen(forward)}>
        {forward.downstream}
      </UnstyledButton>
    ),
  },
  { label: words.state, value: (one) => forwardState(one).words, show: (one) => <Chip {...forwardState(one)} /> },
  plain(words.call, ({ call }) => (call === null ? words.purged : words.callOf(call.calling, call.called))),
  { label: words.asked, value: ({ asked }) => asked, show: ({ asked }) => <Moment of={asked} /> },
  { label: words.answerBy, value: ({ answerBy }) => answerBy, show: (one) => <AnswerBy of={one} /> },
  plain(words.answer, ({ answer }) => answer ?? words.noAnswer),
];

type Props = { readonly tracebackId: string | null; readonly empty: string };

/** Calls that were traced forward, of one traceback or all; that they are looked at goes on record. */
export const Forwards = ({ tracebackId, empty }: Props) => {
  const forwards = useAnswerOnRecord('traceForwards.list', tracebackId === null ? {} : { tracebackId });
  const [open, setOpen] = useState<Forward | null>(null);
  return (
    <>
      <Answered of={forwards}>
        {({ items }) => (
          <DataTable
            name={words.forwards}
            rows={items}
            id={({ id }) => id}
            columns={columnsOf(setOpen)}
            empty={empty}
          />
        )}
      </Answered>
      {open === null ? null : <ForwardDialog of={open} onClose={() => setOpen(null)} />}
    </>
  );
};
