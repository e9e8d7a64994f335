import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { OneOf } from '../../parts/fields.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

const reasonsOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** What is certified; from it and the records the statement is written. */
export const Say = ({ filing }: { readonly filing: Filing }) => {
  const { outcome } = filing;
  const [kind, setKind] = useState(outcome.kind);
  const [because, setBecause] = useState(outcome.kind === 'in-compliance' ? '' : outcome.because.join('\n'));
  const [rest, setRest] = useState(outcome.kind === 'in-compliance' ? ('adequate' as const) : outcome.rest);
  const input = () => ({
    filingId: filing.id,
    outcome: kind === 'in-compliance' ? { kind } : { kind, because: reasonsOf(because), rest },
    withheld: filing.withheld,
  });
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {words.sayLead}
      </Text>
      <ActForm act="filings.write" input={input} button={words.write} done={words.written}>
        <OneOf label={words.outcome} of={words.outcomes} value={kind} onChange={setKind} />
        {kind === 'in-compliance' ? null : (
          <>
            <Textarea
              label={words.because}
              required
              withAsterisk={false}
              autosize
              minRows={2}
              value={because}
              onChange={(event) => setBecause(event.currentTarget.value)}
            />
            <OneOf label={words.rest} of={words.rests} value={rest} onChange={setRest} />
          </>
        )}
      </ActForm>
    </>
  );
};
