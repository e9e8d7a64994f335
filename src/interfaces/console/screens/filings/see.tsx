import { Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAct, useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { RecordDialog, RecordLink } from '../../parts/record-dialog.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay, useSession } from '../../session/session.ts';
import type { Filing } from './states.ts';
import { Talks } from './talks.tsx';
import { words } from './words.ts';

type Sample = OutputOf<'filings.samples'>['samples'][number];
type Seen = OutputOf<'filings.knowledge'>['seen'];
type Behind = { readonly id: string; readonly record: string; readonly sentence: string; readonly found: string };

const behindOf = (filing: Filing): readonly Behind[] =>
  filing.sentences.flatMap(({ id, text, evidence }) =>
    evidence.flatMap(({ control, because, samples }) =>
      samples.map((record) => ({ id: `${id} ${control} ${record}`, record, sentence: text, found: because })),
    ),
  );

const behindColumns = (onOpen: (record: string) => void): readonly Column<Behind>[] => [
  {
    label: words.record,
    value: ({ record }) => record,
    show: ({ record }) => <RecordLink record={record} onOpen={onOpen} />,
  },
  plain(words.sentence, ({ sentence }) => sentence),
  plain(words.found, ({ found }) => found),
];

const lookedAt = (seen: Seen, me: string, entryId: string): string => {
  const look = seen.find((one) => one.personId === me && one.entryId === entryId);
  if (look === undefined) return words.notLooked;
  return look.seconds === null ? words.openNow : words.lookedFor(look.seconds);
};

const drawnColumns = (
  looked: (entryId: string) => string,
  onOpen: (entryId: string) => void,
): readonly Column<Sample>[] => [
  {
    label: words.record,
    value: ({ subject }) => subject,
    show: ({ subject, entryId, kind }) => (
      <UnstyledButton className="link" aria-label={words.entryOf(subject)} onClick={() => onOpen(entryId)}>
        {kind.replaceAll(/[.-]/g, ' ')}
      </UnstyledButton>
    ),
  },
  plain(words.reason, ({ reason }) => words.reasons[reason]),
  {
    label: words.recorded,
    value: ({ recordedAt }) => recordedAt,
    show: ({ recordedAt }) => <Moment of={recordedAt} />,
  },
  plain(words.looked, ({ entryId }) => looked(entryId)),
];

/** Records of the year to open before one signs, chosen by lot and behind the sentences, and people to talk to. */
export const See = ({ filing }: { readonly filing: Filing }) => {
  const { id: me } = useSession();
  const drawn = useAnswer('filings.samples', { filingId: filing.id });
  const knowledge = useAnswer('filings.knowledge', { filingId: filing.id });
  const look = useAct('filings.look');
  const notes = useMay('filings.look') && (filing.state === 'draft' || filing.state === 'prepared');
  const [open, setOpen] = useState<string | null>(null);
  const note = (entryId: string | null): void => {
    if (notes) look.mutate({ filingId: filing.id, entryId });
  };
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.seeLead}
      </Text>
      <Refusal of={look.error} />
      <Part title={words.drawn}>
        <Answered of={drawn}>
          {({ seed, recipe, samples, talkTo }) => (
            <>
              <Text size="sm" mb="xs">
                {words.seed(seed)} {recipe}
              </Text>
              <DataTable
                name={words.drawn}
                rows={samples}
                id={({ entryId }) => entryId}
                columns={drawnColumns(
                  (entryId) => lookedAt(knowledge.data?.seen ?? [], me, entryId),
                  (entryId) => {
                    setOpen(entryId);
                    note(entryId);
                  },
                )}
                empty={words.noneDrawn}
              />
              <Talks filing={filing} talkTo={talkTo} talks={knowledge.data?.talks ?? []} />
            </>
          )}
        </Answered>
      </Part>
      <Part title={words.behind}>
        <DataTable
          name={words.behind}
          rows={behindOf(filing)}
          id={({ id }) => id}
          columns={behindColumns(setOpen)}
          empty={words.noSamples}
        />
      </Part>
      {open === null ? null : (
        <RecordDialog
          record={open}
          onClose={() => {
            setOpen(null);
            note(null);
          }}
        />
      )}
    </>
  );
};
