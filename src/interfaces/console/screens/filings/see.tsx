import { Text } from '@mantine/core';
import { useState } from 'react';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { RecordDialog, RecordLink } from '../../parts/record-dialog.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

type Sample = { readonly id: string; readonly record: string; readonly sentence: string; readonly found: string };

const samplesOf = (filing: Filing): readonly Sample[] =>
  filing.sentences.flatMap(({ id, text, evidence }) =>
    evidence.flatMap(({ control, because, samples }) =>
      samples.map((record) => ({ id: `${id} ${control} ${record}`, record, sentence: text, found: because })),
    ),
  );

const columnsOf = (onOpen: (record: string) => void): readonly Column<Sample>[] => [
  {
    label: words.record,
    value: ({ record }) => record,
    show: ({ record }) => <RecordLink record={record} onOpen={onOpen} />,
  },
  plain(words.sentence, ({ sentence }) => sentence),
  plain(words.found, ({ found }) => found),
];

/** The records behind the sentences, to open before one signs. */
export const See = ({ filing }: { readonly filing: Filing }) => {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.seeLead}
      </Text>
      <DataTable
        name={words.steps.see}
        rows={samplesOf(filing)}
        id={({ id }) => id}
        columns={columnsOf(setOpen)}
        empty={words.noSamples}
      />
      {open === null ? null : <RecordDialog record={open} onClose={() => setOpen(null)} />}
    </>
  );
};
