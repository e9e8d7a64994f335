import { Text } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import type { Case } from './states.ts';
import { words } from './weighing-words.ts';

type Flag = Case['flags'][number];
type Verdict = NonNullable<Flag['verdict']>;

const tones: Readonly<Record<Verdict, Tone>> = { acceptable: 'good', mistaken: 'plain', disqualifying: 'bad' };

const Answer = ({ caseId, flag }: { readonly caseId: string; readonly flag: Flag['flag'] }) => {
  const [verdict, setVerdict] = useState<Verdict>('acceptable');
  const [answer, setAnswer] = useState('');
  return (
    <ActForm
      act="onboarding.answerFlag"
      input={() => ({ caseId, flag, verdict, answer })}
      button={words.answerIt}
      done={words.answered}
    >
      <OneOf label={words.verdict} of={words.verdicts} value={verdict} onChange={setVerdict} />
      <Lines label={words.answer} value={answer} onChange={setAnswer} />
    </ActForm>
  );
};

const One = ({ caseId, of }: { readonly caseId: string; readonly of: Flag }) => (
  <Part title={of.why}>
    <Text size="sm">
      {words.points(of.points)}{' '}
      {of.verdict === null ? (
        <Chip tone="warn" words={words.unanswered} />
      ) : (
        <Chip tone={tones[of.verdict]} words={words.verdicts[of.verdict]} />
      )}
    </Text>
    {of.verdict === null ? (
      <Answer caseId={caseId} flag={of.flag} />
    ) : (
      <>
        <Text>{words.answeredBy(of.answerer ?? '', of.answer ?? '')}</Text>
        <details>
          <summary>{words.again}</summary>
          <Answer caseId={caseId} flag={of.flag} />
        </details>
      </>
    )}
  </Part>
);

/** What speaks against an applicant by what is known, each with a person's answer. */
export const Flags = ({ of }: { readonly of: Case }) => (
  <>
    <p className="dim">{words.flagsLead}</p>
    {of.flags.length === 0 ? <div className="empty">{words.noFlags}</div> : null}
    {of.flags.map((flag) => (
      <One key={`${flag.flag} ${flag.verdict}`} caseId={of.id} of={flag} />
    ))}
  </>
);
