import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
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

/** What is known, and the date from which the report clock runs. */
export const BreachFacts = ({ breach }: { readonly breach: Breach }) => (
  <>
    <Facts
      of={[
        [words.discovered, <Moment key="discovered" of={breach.discoveredAt} />],
        [
          words.determinedOn,
          breach.determinedOn === null ? words.notDetermined : <Day key="determined" of={breach.determinedOn} />,
        ],
        [words.intentional, words.intents[breach.intentional]],
        [words.cpni, classesInWords(breach.cpni)],
        [words.affected, breach.customers ?? words.intents.unknown],
        [words.circumstances, breach.circumstances],
      ]}
    />
    {breach.reportedAt === null ? <Determine breach={breach} /> : null}
  </>
);
