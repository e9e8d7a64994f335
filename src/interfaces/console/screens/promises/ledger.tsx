import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Chip } from '../../parts/chip.tsx';
import { csvOf, save } from '../../parts/csv.ts';
import { OneOf } from '../../parts/fields.tsx';
import { RecordDialog, RecordLink } from '../../parts/record-dialog.tsx';
import { countsOf, type Evidence, figuresOf, type Mark, markOf, type Sentence, statusOf } from './states.ts';
import { words } from './words.ts';

type Open = (record: string) => void;

const Control = ({ of, onOpen }: { readonly of: Evidence; readonly onOpen: Open }) => (
  <li>
    <Chip {...statusOf(of)} /> <code>{of.control}</code>: {of.query}
    <br />
    {of.because} <span className="dim">{figuresOf(of)}</span>
    {of.samples.length === 0 ? null : (
      <div className="records no-print">
        {of.samples.map((record) => (
          <RecordLink key={record} record={record} onOpen={onOpen} />
        ))}
      </div>
    )}
  </li>
);

const Pair = ({ of, onOpen }: { readonly of: Sentence; readonly onOpen: Open }) => (
  <article className="sentence sentence-pair">
    <div>
      <Text>{of.text}</Text>
      <Text size="sm" c="dimmed">
        {[of.place, ...of.cites].join(' · ')}
      </Text>
    </div>
    <div>
      <Chip {...markOf(of.mark)} />
      {of.evidence.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.noControl}
        </Text>
      ) : (
        <ul className="evidence">
          {of.evidence.map((one) => (
            <Control key={one.control} of={one} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </div>
  </article>
);

const exported = (name: string, sentences: readonly Sentence[]): void =>
  save(
    `${name}.csv`,
    'text/csv',
    csvOf(
      [words.place, words.sentence, words.law, words.mark, words.control, words.finding, words.figures, words.records],
      sentences.flatMap(({ place, text, cites, mark, evidence }) => {
        const left = [place, text, cites.join('; '), words.marks[mark]];
        if (evidence.length === 0) return [[...left, '', words.noControl, '', '']];
        return evidence.map((one) => [
          ...left,
          one.control,
          `${words.statuses[one.status]}: ${one.because}`,
          figuresOf(one),
          one.samples.join(' '),
        ]);
      }),
    ),
  );

const holds = ({ text, cites, evidence }: Sentence, sought: string): boolean =>
  [text, ...cites, ...evidence.flatMap(({ control, query, because }) => [control, query, because])]
    .join(' ')
    .toLowerCase()
    .includes(sought.trim().toLowerCase());

const choicesOf = (sentences: readonly Sentence[]) => {
  const counts = countsOf(sentences);
  const some = (mark: Mark): string => words.some(words.marks[mark], counts[mark]);
  return {
    all: words.all(sentences.length),
    ...{ supported: some('supported'), partly: some('partly') },
    ...{ untested: some('untested'), contradicted: some('contradicted') },
  };
};

type Props = { readonly name: string; readonly sentences: readonly Sentence[] };

/** Each sentence beside its controls: what it says on the left; the mark, what was counted and the records behind it on the right. */
export const Ledger = ({ name, sentences }: Props) => {
  const [mark, setMark] = useState<Mark | 'all'>('all');
  const [sought, setSought] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const shown = sentences.filter((one) => (mark === 'all' || one.mark === mark) && holds(one, sought));
  return (
    <>
      <Group gap="xs" align="end" mb="xs" className="table-tools">
        <OneOf label={words.filterMark} of={choicesOf(sentences)} value={mark} onChange={setMark} />
        <TextInput
          data-filter
          label={words.find}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed" role="status">
          {words.shown(shown.length, sentences.length)}
        </Text>
        <Button variant="default" size="xs" ml="auto" onClick={() => exported(name, shown)}>
          {words.exportCsv}
        </Button>
      </Group>
      {shown.length === 0 ? <Text>{words.nothing}</Text> : null}
      {shown.map((one) => (
        <Pair key={one.id} of={one} onOpen={setOpen} />
      ))}
      {open === null ? null : <RecordDialog record={open} onClose={() => setOpen(null)} />}
    </>
  );
};
