import { Text } from '@mantine/core';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { DataTable, plain } from '../../parts/data-table.tsx';
import { Part } from '../../parts/page.tsx';
import { words } from './words.ts';

type Changes = OutputOf<'filings.sinceLast'>;
type Sentence = Changes['sentences'][number];
type Figure = Changes['figures'][number];

const Tables = ({ of, year }: { readonly of: Changes; readonly year: number }) => (
  <Part title={words.since(year)}>
    <DataTable<Sentence>
      name={words.since(year)}
      rows={of.sentences}
      id={({ code }) => code}
      empty={words.sinceSame}
      columns={[
        plain<Sentence>(words.sentence, ({ code }) => code),
        plain<Sentence>(words.change, ({ change }) => words.changes[change]),
        plain<Sentence>(words.before, ({ before }) => before),
        plain<Sentence>(words.now, ({ now }) => now),
      ]}
    />
    <DataTable<Figure>
      name={words.figure}
      rows={of.figures}
      id={({ figure }) => figure}
      empty={words.sinceSame}
      columns={[
        plain<Figure>(words.figure, ({ figure }) => words.figures[figure]),
        plain<Figure>(words.before, ({ before }) => before),
        plain<Figure>(words.now, ({ now }) => now),
      ]}
    />
  </Part>
);

/** What is otherwise than in the certificate that was filed before. */
export const Since = ({ filingId }: { readonly filingId: string }) => {
  const changes = useAnswer('filings.sinceLast', { filingId });
  return (
    <Answered of={changes}>
      {(of) => (of.last === null ? <Text c="dimmed">{words.sinceFirst}</Text> : <Tables of={of} year={of.last.year} />)}
    </Answered>
  );
};
