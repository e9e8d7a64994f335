import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useAnswerWhen } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

type Sample = { readonly id: string; readonly record: string; readonly sentence: string; readonly found: string };

const samplesOf = (filing: Filing): readonly Sample[] =>
  filing.sentences.flatMap(({ id, text, evidence }) =>
    evidence.flatMap(({ control, because, samples }) =>
      samples.map((record) => ({ id: `${id} ${control} ${record}`, record, sentence: text, found: because })),
    ),
  );

const isEntry = (record: string): boolean => /^[0-9a-f-]{36}$/.test(record);

const Entry = ({ entryId }: { readonly entryId: string }) => {
  const entry = useAnswerWhen(isEntry(entryId), 'evidence.show', { entryId });
  return <Answered of={entry}>{(data) => <pre className="entry">{JSON.stringify(data.entry, null, 2)}</pre>}</Answered>;
};

const columnsOf = (onOpen: (record: string) => void): readonly Column<Sample>[] => [
  {
    label: words.record,
    value: ({ record }) => record,
    show: ({ record }) => (
      <UnstyledButton className="link" onClick={() => onOpen(record)}>
        {record}
      </UnstyledButton>
    ),
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
      {open === null ? null : (
        <Dialog title={`${words.record} ${open}`} onClose={() => setOpen(null)}>
          {isEntry(open) ? <Entry entryId={open} /> : <Timeline subject={open} />}
        </Dialog>
      )}
    </>
  );
};
