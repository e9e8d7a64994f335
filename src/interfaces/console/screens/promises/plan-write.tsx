import { Alert, MultiSelect, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { ActFormThen } from '../../parts/act-form.tsx';
import { DateField } from '../../parts/fields.tsx';
import { useToday } from '../../parts/time.tsx';
import { Officer } from './officers.tsx';
import { words } from './plan-words.ts';

type Written = OutputOf<'mitigationPlans.prepare'>;
type Before = Pick<OutputOf<'mitigationPlans.show'>, 'officerId' | 'withheld' | 'sentences'>;

const Findings = ({ of }: { readonly of: Written['findings'] }) => (
  <Alert color="gray" my="sm" title={words.findings}>
    {of.length === 0 ? (
      <Text size="sm">{words.noFindings}</Text>
    ) : (
      <ul>
        {of.map(({ code, severity, message }) => (
          <li key={`${code} ${message}`}>
            <strong>{`${code} (${severity})`}</strong>: {message}
          </li>
        ))}
      </ul>
    )}
  </Alert>
);

/** Writes the plan from settings and records, judged and linted, for an officer to adopt today; `before` is the version at hand, if any. */
export const WritePlan = ({ before }: { readonly before: Before | null }) => {
  const navigate = useNavigate();
  const [officerId, setOfficerId] = useState(before?.officerId ?? null);
  const [effectiveOn, setEffectiveOn] = useState(useToday());
  const [withheld, setWithheld] = useState<readonly string[]>(before?.withheld ?? []);
  const [findings, setFindings] = useState<Written['findings'] | null>(null);
  return (
    <>
      <ActFormThen
        act="mitigationPlans.prepare"
        input={() => ({ officerId: officerId ?? '', effectiveOn, withheld: [...withheld] })}
        button={words.write}
        done={words.written}
        onDone={(plan) => {
          setFindings(plan.findings);
          void navigate({ to: '/plans/$planId', params: { planId: plan.id } });
        }}
      >
        <Text size="sm" c="dimmed">
          {words.writeLead}
        </Text>
        <Officer label={words.officer} value={officerId} onChange={setOfficerId} />
        <DateField label={words.effectiveOn} value={effectiveOn} onChange={setEffectiveOn} />
        {before === null ? null : (
          <MultiSelect
            label={words.withheld}
            placeholder={withheld.length === 0 ? words.nothingWithheld : ''}
            searchable
            data={before.sentences.map(({ number, code }) => ({ value: code, label: `${number} ${code}` }))}
            value={[...withheld]}
            onChange={setWithheld}
          />
        )}
      </ActFormThen>
      {findings === null ? null : <Findings of={findings} />}
    </>
  );
};
