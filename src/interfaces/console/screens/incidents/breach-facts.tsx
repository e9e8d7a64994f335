import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ActForm, ActTextButton } from '../../parts/act-form.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { Classes, classesInWords } from '../../parts/cpni.tsx';
import { Facts } from '../../parts/facts.tsx';
import { DateField, MaybeCount, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Day, Moment, useToday } from '../../parts/time.tsx';
import type { Breach } from './states.ts';
import { words } from './words.ts';

const Determine = ({ breach }: { readonly breach: Breach }) => {
  const today = useToday();
  const [on, setOn] = useState(breach.determinedOn ?? today);
  const [intentional, setIntentional] = useState(breach.intentional);
  const [cpni, setCpni] = useState<readonly Breach['cpni'][number][]>(breach.cpni);
  const [customers, setCustomers] = useState(breach.customers);
  return (
    <Part title={words.firstQuestion}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.firstLead} {breach.duties === null ? '' : `${breach.duties.report.duty}.`}
      </Text>
      <ActForm
        act="breaches.determine"
        input={() => ({ breachId: breach.id, determinedOn: on, intentional, cpni: [...cpni], customers })}
        button={words.determine}
        done={words.determined}
      >
        <DateField label={words.determinedOn} value={on} onChange={setOn} />
        <OneOf label={words.intentional} of={words.intents} value={intentional} onChange={setIntentional} />
        <Classes label={words.cpni} value={cpni} onChange={setCpni} />
        <MaybeCount label={words.affected} value={customers} onChange={setCustomers} />
      </ActForm>
    </Part>
  );
};

type Line = Breach['knownLines'][number];
type Mark = keyof typeof words.markAs;

const tones: Readonly<Record<keyof typeof words.marks, Tone>> = { fact: 'good', assumption: 'warn', unsaid: 'plain' };
const marks = ['fact', 'assumption'] as const satisfies readonly Mark[];

type MarkedProps = {
  readonly breach: Breach;
  readonly line: Line;
  readonly label: string;
  readonly children: ReactNode;
};

/** A line with whether it is known or assumed, and the way to say which. */
const Marked = ({ breach, line, label, children }: MarkedProps) => {
  const mark = breach.knownLines.includes(line) ? 'fact' : breach.assumedLines.includes(line) ? 'assumption' : 'unsaid';
  return (
    <>
      {children} <Chip tone={tones[mark]} words={words.marks[mark]} />{' '}
      {marks
        .filter((one) => one !== mark)
        .map((one) => (
          <span key={one}>
            <ActTextButton
              act="breaches.markLine"
              input={() => ({ breachId: breach.id, line, as: one })}
              button={words.markAs[one]}
              label={words.markLabel[one](label)}
              done={words.lineMarked}
            />{' '}
          </span>
        ))}
    </>
  );
};

const linesOf = (breach: Breach): readonly (readonly [string, Line, ReactNode])[] => [
  [words.discovered, 'discovered', <Moment key="discovered" of={breach.discoveredAt} />],
  [
    words.determinedOn,
    'determined',
    breach.determinedOn === null ? words.notDetermined : <Day key="determined" of={breach.determinedOn} />,
  ],
  [words.intentional, 'intentional', words.intents[breach.intentional]],
  [words.cpni, 'cpni', classesInWords(breach.cpni)],
  [words.affected, 'customers', breach.customers ?? words.intents.unknown],
  [words.circumstances, 'circumstances', breach.circumstances],
];

/** What is on record, each line known or assumed, and the date from which the report clock runs. */
export const BreachFacts = ({ breach }: { readonly breach: Breach }) => (
  <>
    <Facts
      of={linesOf(breach).map(([label, line, value]) => [
        label,
        <Marked key={line} breach={breach} line={line} label={label}>
          {value}
        </Marked>,
      ])}
    />
    {breach.reportedAt === null ? <Determine breach={breach} /> : null}
  </>
);
