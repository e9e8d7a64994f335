import { Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../client/types.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { HeadedPage } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Day } from '../../parts/time.tsx';
import { Why } from '../../parts/why.tsx';
import { askPerson, useMoveTo } from '../../session/session.ts';
import { words as filings } from '../filings/words.ts';
import { words } from './words.ts';

type Due = OutputOf<'clocks.list'>['items'][number];
type Certification = Pick<OutputOf<'filings.list'>['items'][number], 'year' | 'state'>;

/** A carrier as `GET /v1/sessions/portfolio` tells it. */
type Line = {
  readonly carrierId: string;
  readonly shortName: string;
  readonly current: boolean;
  readonly certification: Certification | null;
  readonly late: number;
  readonly next: Pick<Due, 'what' | 'dueOn' | 'why'> | null;
};

const read = async (): Promise<readonly Line[]> => {
  const answered = await askPerson('GET', '/v1/sessions/portfolio', null);
  return ((await answered.json()) as { readonly items: readonly Line[] }).items;
};

const certificationOf = ({ certification }: Line): string =>
  certification === null ? words.noneOpen : words.yearState(certification.year, filings.states[certification.state]);

const lateOf = ({ late }: Line): string => (late === 0 ? words.nothingLate : words.lateCount(late));

const columnsOf = (onGo: (carrierId: string) => void): readonly Column<Line>[] => [
  {
    label: words.carrier,
    value: ({ shortName }) => shortName,
    show: ({ carrierId, shortName, current }) =>
      current ? (
        <>
          <strong>{shortName}</strong> <span className="dim">({words.here})</span>
        </>
      ) : (
        <UnstyledButton className="link" aria-label={words.goTo(shortName)} onClick={() => onGo(carrierId)}>
          {shortName}
        </UnstyledButton>
      ),
  },
  {
    label: words.late,
    value: ({ late }) => late,
    show: (line) => <Chip tone={line.late === 0 ? 'good' : 'bad'} words={lateOf(line)} />,
  },
  plain(words.next, ({ next }) => next?.what ?? words.nothingNext),
  {
    label: words.on,
    value: ({ next }) => next?.dueOn ?? null,
    show: ({ next }) =>
      next === null ? (
        words.nothingNext
      ) : (
        <>
          <Day of={next.dueOn} /> <Why clock={next.why} />
        </>
      ),
  },
  plain(words.certification, certificationOf),
];

/** Every carrier that the person is counsel of, whoever is late first. */
export const Portfolio = () => {
  const lines = useQuery({ queryKey: ['portfolio'], queryFn: read });
  const moveTo = useMoveTo();
  return (
    <HeadedPage title={words.portfolio} lead={words.says} aside={null}>
      <Refusal of={moveTo.error} />
      <Answered of={lines}>
        {(items) => (
          <DataTable
            name={words.portfolio}
            rows={items.toSorted((a, b) => b.late - a.late)}
            id={({ carrierId }) => carrierId}
            columns={columnsOf((carrierId) => moveTo.mutate(carrierId))}
            empty={<Text>{words.none}</Text>}
          />
        )}
      </Answered>
    </HeadedPage>
  );
};
