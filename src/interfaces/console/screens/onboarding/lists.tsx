import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActButton, ActForm } from '../../parts/act-form.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Day, Moment } from '../../parts/time.tsx';
import type { Case } from './states.ts';
import { type List, words } from './weighing-words.ts';

type Screening = Case['screenings'][number];
type Match = Case['matches'][number];

/** To be listed is bad in the one and good in the others; not to know is neither. */
const toneOf = (list: List, answer: Screening['answer']): Tone => {
  if (answer === 'not-checked') return 'warn';
  return (answer === 'listed') === (list === 'sanctions') ? 'bad' : 'good';
};

const columns: readonly Column<Screening>[] = [
  plain(words.list, ({ list }) => words.lists[list]),
  {
    label: words.found,
    value: ({ answer }) => words.answers[answer],
    show: ({ list, answer }) => <Chip tone={toneOf(list, answer)} words={words.answers[answer]} />,
  },
  plain(words.why, ({ why }) => why),
  {
    label: words.fileOf,
    value: ({ coversOn }) => coversOn,
    show: ({ coversOn }) => (coversOn === null ? words.noFile : <Day of={coversOn} />),
  },
  { label: words.lookedAt, value: ({ screened }) => screened, show: ({ screened }) => <Moment of={screened} /> },
];

const Decide = ({ caseId, matchId }: { readonly caseId: string; readonly matchId: string }) => {
  const [verdict, setVerdict] = useState<keyof typeof words.persons>('other');
  const [reason, setReason] = useState('');
  return (
    <ActForm
      act="onboarding.decideMatch"
      input={() => ({ caseId, matchId, verdict, reason })}
      button={words.decideMatch}
      done={words.matchDecided}
    >
      <OneOf label={words.isHe} of={words.persons} value={verdict} onChange={setVerdict} />
      <Lines label={words.reason} value={reason} onChange={setReason} />
    </ActForm>
  );
};

const Like = ({ caseId, of }: { readonly caseId: string; readonly of: Match }) => (
  <div className="sentence">
    <Text fw={600}>{of.listedName}</Text>
    <Text size="sm" c="dimmed">
      {of.entryKey} · {words.likeness(of.likeness)}
    </Text>
    {of.verdict === null ? (
      <Decide caseId={caseId} matchId={of.id} />
    ) : (
      <Text size="sm">
        <Chip tone={of.verdict === 'same' ? 'bad' : 'good'} words={words.persons[of.verdict]} /> {of.reason}
      </Text>
    )}
  </div>
);

/** Where he was looked up: listed, verified absent, or could not check; and each name like his. */
export const Lists = ({ of }: { readonly of: Case }) => (
  <>
    <p className="dim">{words.listsLead}</p>
    <DataTable
      name={words.listsTable}
      rows={of.screenings}
      id={({ list }) => list}
      columns={columns}
      empty={words.noScreenings}
    />
    {of.matches.length === 0 ? null : (
      <Part title={words.matches}>
        {of.matches.map((match) => (
          <Like key={match.id} caseId={of.id} of={match} />
        ))}
      </Part>
    )}
    <div className="act-below">
      <ActButton
        act="onboarding.screen"
        input={() => ({ caseId: of.id })}
        button={words.screen}
        done={words.screened}
      />
    </div>
  </>
);
