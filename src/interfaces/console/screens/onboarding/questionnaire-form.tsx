import { Alert } from '@mantine/core';
import { useState } from 'react';
import { ActFormThen } from '../../parts/act-form.tsx';
import { Count, Line, Lines, MaybeLine, MaybeLines, OneOf, SomeOf } from '../../parts/fields.tsx';
import { answersOf, type CountName, type Draft, draftOf } from './answers.ts';
import { type Answers, choices, questions, words } from './questionnaire-words.ts';

type PartProps = { readonly of: Draft; readonly put: (some: Partial<Draft>) => void };

const Calls = ({ of, put }: PartProps) => (
  <>
    <SomeOf
      label={questions.callTypes}
      of={choices.callTypes}
      value={of.callTypes}
      onChange={(callTypes) => put({ callTypes: [...callTypes] })}
    />
    <OneOf
      label={questions.direction}
      of={choices.direction}
      value={of.direction}
      onChange={(direction) => put({ direction })}
    />
    <Lines label={questions.whoIsCalled} value={of.whoIsCalled} onChange={(whoIsCalled) => put({ whoIsCalled })} />
    <SomeOf
      label={questions.voices}
      of={choices.voices}
      value={of.voices}
      onChange={(voices) => put({ voices: [...voices] })}
    />
    <OneOf label={questions.dialer} of={choices.dialer} value={of.dialer} onChange={(dialer) => put({ dialer })} />
    <OneOf
      label={questions.listSource}
      of={choices.listSource}
      value={of.listSource}
      onChange={(listSource) => put({ listSource })}
    />
    <MaybeLines
      label={questions.consentEvidence}
      value={of.consentEvidence}
      onChange={(consentEvidence) => put({ consentEvidence })}
    />
    <MaybeLine
      label={questions.doNotCallAccount}
      value={of.doNotCallAccount}
      onChange={(doNotCallAccount) => put({ doNotCallAccount })}
    />
    <Line label={questions.states} value={of.states} onChange={(states) => put({ states })} />
  </>
);

const Counted = ({ of, put, name }: PartProps & { readonly name: Exclude<CountName, 'peakCallsPerSecond'> }) => (
  <Count label={questions[name]} value={of[name]} onChange={(count) => put({ [name]: count })} />
);

const numbers = Object.entries(words.numbers) as readonly (readonly [keyof Draft['numbers'], string])[];

const Volume = (props: PartProps) => {
  const { of, put } = props;
  return (
    <>
      <Counted {...props} name="callsPerDay" />
      <Line
        label={questions.peakCallsPerSecond}
        value={of.peakCallsPerSecond}
        onChange={(peakCallsPerSecond) => put({ peakCallsPerSecond })}
      />
      <Counted {...props} name="sessions" />
      <Counted {...props} name="averageSeconds" />
      {numbers.map(([name, label]) => (
        <Count
          key={name}
          label={label}
          value={of.numbers[name]}
          onChange={(count) => put({ numbers: { ...of.numbers, [name]: count } })}
        />
      ))}
    </>
  );
};

const yesNos = ['anyCallerId', 'callsFromAbroad', 'carrier'] as const;

const Who = (props: PartProps) => {
  const { of, put } = props;
  return (
    <>
      {yesNos.map((name) => (
        <OneOf
          key={name}
          label={questions[name]}
          of={choices.yesNo}
          value={of[name]}
          onChange={(said) => put({ [name]: said })}
        />
      ))}
      <OneOf
        label={questions.callerIdRule}
        of={choices.callerIdRule}
        value={of.callerIdRule}
        onChange={(callerIdRule) => put({ callerIdRule })}
      />
      <OneOf
        label={questions.callCentre}
        of={choices.callCentre}
        value={of.callCentre}
        onChange={(callCentre) => put({ callCentre })}
      />
      <Line
        label={questions.callCentreCountry}
        value={of.callCentreCountry}
        onChange={(callCentreCountry) => put({ callCentreCountry })}
      />
      <OneOf
        label={questions.industry}
        of={choices.industry}
        value={of.industry}
        onChange={(industry) => put({ industry })}
      />
      <Counted {...props} name="priorTracebacks" />
      <Counted {...props} name="priorTerminations" />
      <Counted {...props} name="references" />
      <OneOf
        label={questions.payment}
        of={choices.payment}
        value={of.payment}
        onChange={(payment) => put({ payment })}
      />
    </>
  );
};

type Props = { readonly caseId: string; readonly version: number; readonly answers: Answers | null };

/** All questions, as they were answered last: nothing is left out, so that a change of any of them shows. */
export const AnswerForm = ({ caseId, version, answers }: Props) => {
  // what was typed stays, over whichever version it was typed
  const [typed, setTyped] = useState<{ readonly draft: Draft; readonly over: number } | null>(null);
  const draft = typed?.draft ?? draftOf(answers);
  const put = (some: Partial<Draft>): void => setTyped({ draft: { ...draft, ...some }, over: typed?.over ?? version });
  return (
    <ActFormThen
      act="onboarding.answer"
      input={() => ({ caseId, answers: answersOf(draft) })}
      button={words.keep}
      done={(kept) => words.kept(kept.version)}
      onDone={() => setTyped(null)}
    >
      {typed === null || typed.over === version ? null : (
        <Alert color="yellow" role="status">
          {words.answeredMeanwhile(version)}
        </Alert>
      )}
      <Calls of={draft} put={put} />
      <Volume of={draft} put={put} />
      <Who of={draft} put={put} />
    </ActFormThen>
  );
};
