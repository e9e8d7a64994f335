import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Lines } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import type { Filing } from './states.ts';
import { words } from './words.ts';

type Finding = Filing['findings'][number];

const Answer = ({ filingId, code }: { readonly filingId: string; readonly code: string }) => {
  const [answer, setAnswer] = useState('');
  return (
    <ActFormThen
      act="filings.answer"
      input={() => ({ filingId, code, answer })}
      button={words.answer}
      done={words.answered}
      onDone={() => setAnswer('')}
    >
      <Lines label={words.answerOf(code)} value={answer} onChange={setAnswer} />
    </ActFormThen>
  );
};

const One = ({ filing, finding }: { readonly filing: Filing; readonly finding: Finding }) => {
  const { code, severity, message, answer } = finding;
  return (
    <section className="card" aria-label={code}>
      <Text size="sm">
        <strong>{code}</strong> ({words.severities[severity]}): {message}
      </Text>
      {answer === null ? null : <blockquote>{words.answeredBy(answer.said, answer.by)}</blockquote>}
      {severity === 'info' || answer !== null ? null : <Answer filingId={filing.id} code={code} />}
    </section>
  );
};

/** What the check found: what asks is answered in writing before anybody signs. */
export const Findings = ({ filing }: { readonly filing: Filing }) => (
  <Part title={words.findings}>
    {filing.findings.length === 0 ? <Text size="sm">{words.noFindings}</Text> : null}
    {filing.findings.map((finding) => (
      <One key={`${finding.code} ${finding.message}`} filing={filing} finding={finding} />
    ))}
  </Part>
);
