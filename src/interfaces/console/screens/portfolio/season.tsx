import { Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Answered } from '../../parts/answered.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Day, dayInWords } from '../../parts/time.tsx';
import { Why } from '../../parts/why.tsx';
import { useMoveTo } from '../../session/session.ts';
import { type Line, useLines } from './lines.ts';
import { words } from './words.ts';

const lateOf = ({ late }: Line): string => (late === 0 ? words.nothingLate : words.lateCount(late));

type Step = { readonly says: string; readonly tone: Tone };

const done = (on: string | null): Step =>
  on === null ? { says: words.notYet, tone: 'plain' } : { says: dayInWords(on), tone: 'good' };

const statementOf = ({ season: { statement } }: Line): Step => {
  if (statement === null) return done(null);
  const { contradicted, untested, on } = statement;
  const tone = contradicted > 0 ? 'bad' : untested > 0 ? 'warn' : 'good';
  return { says: `${words.statementOf(contradicted, untested)}, ${dayInWords(on)}`, tone };
};

const registersOf = ({ season: { registers } }: Line): Step => ({
  says: words.registersOf(registers.answered, registers.of),
  tone: registers.answered === registers.of ? 'good' : 'warn',
});

const readOf = ({ season: { officerRead } }: Line): Step =>
  officerRead === null
    ? done(null)
    : { says: `${words.readOf(officerRead.records)}, ${dayInWords(officerRead.on)}`, tone: 'good' };

const officerOf = ({ season: { officer } }: Line): Step =>
  officer === null ? { says: words.noOfficer, tone: 'bad' } : { says: officer, tone: 'plain' };

const entryOf = ({ entry: { listing, differs, why } }: Line): Step => {
  if (listing === 'could not check') return { says: `${words.listings[listing]}: ${why}`, tone: 'plain' };
  if (listing === 'absent') return { says: words.listings[listing], tone: 'bad' };
  if (differs.length === 0) return { says: words.listings[listing], tone: 'good' };
  return { says: words.differs(differs.map(({ field }) => field).join(', ')), tone: 'bad' };
};

const step = (label: string, of: (line: Line) => Step): Column<Line> => ({
  label,
  value: (line) => of(line).says,
  show: (line): ReactNode => {
    const { says, tone } = of(line);
    return tone === 'plain' ? says : <Chip tone={tone} words={says} />;
  },
});

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
  step(words.officer, officerOf),
  step(words.facts, ({ season }) => done(season.factsIn)),
  step(words.registers, registersOf),
  step(words.statement, statementOf),
  step(words.linted, ({ season }) => done(season.linted)),
  step(words.read, readOf),
  step(words.signed, ({ season }) => done(season.signed)),
  step(words.filed, ({ season }) => done(season.filed)),
  step(words.recertified, ({ season }) => done(season.recertified)),
  step(words.entry, entryOf),
  plain(words.confirmation, ({ season }) => season.confirmation ?? words.notYet),
];

// whoever is late, then whoever has contradictions, nobody to sign, or the most steps before him
const risk = ({ late, season }: Line): number =>
  late * 1000 +
  (season.statement?.contradicted ?? 0) * 100 +
  (season.officer === null ? 50 : 0) +
  [season.factsIn, season.statement, season.linted, season.signed, season.filed].filter((one) => one === null).length;

/** Each carrier with what is done of its season, the one at most risk first. */
export const Season = () => {
  const lines = useLines();
  const moveTo = useMoveTo();
  return (
    <>
      <Refusal of={moveTo.error} />
      <Answered of={lines}>
        {(items) => (
          <div className="wide">
            <DataTable
              name={words.season}
              rows={items.toSorted((a, b) => risk(b) - risk(a))}
              id={({ carrierId }) => carrierId}
              columns={columnsOf((carrierId) => moveTo.mutate(carrierId))}
              empty={<Text>{words.none}</Text>}
            />
          </div>
        )}
      </Answered>
    </>
  );
};
