import { useState } from 'react';
import { useAnswer } from '../../ask.ts';
import { ActButton, ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Line, Lines, MaybeLine } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './call-words.ts';
import { Documents } from './documents.tsx';
import type { Case } from './states.ts';

const RecordCall = ({ caseId }: { readonly caseId: string }) => {
  const [calledAt, setCalledAt] = useState(useNow());
  const [spokeWith, setSpokeWith] = useState('');
  const [notes, setNotes] = useState('');
  return (
    <ActForm
      act="onboarding.recordCall"
      input={() => ({ caseId, calledAt, spokeWith, notes })}
      button={words.record}
      done={words.recorded}
    >
      <MomentField label={words.calledAt} value={calledAt} onChange={setCalledAt} />
      <Line label={words.spokeWith} value={spokeWith} onChange={setSpokeWith} />
      <Lines label={words.notes} value={notes} onChange={setNotes} />
    </ActForm>
  );
};

const Call = ({ of }: { readonly of: Case }) => (
  <Part title={words.call}>
    <p className="dim">{words.callLead}</p>
    {of.call === null ? (
      <Chip tone="warn" words={words.noCall} />
    ) : (
      <Facts
        of={[
          [words.calledAt, <Moment key="at" of={of.call.called} />],
          [words.caller, of.call.caller],
          [words.spokeWith, of.call.spokeWith],
          [words.notes, of.call.notes],
        ]}
      />
    )}
    <RecordCall key={of.call?.called ?? ''} caseId={of.id} />
  </Part>
);

const Accept = ({ caseId, version }: { readonly caseId: string; readonly version: number }) => {
  const [acceptedAt, setAcceptedAt] = useState(useNow());
  const [said, setSaid] = useState({ signer: '', title: '', place: '' });
  const put = (name: keyof typeof said) => (to: string) => setSaid({ ...said, [name]: to });
  return (
    <ActForm
      act="onboarding.accept"
      input={() => ({ caseId, version, acceptedAt, ...said })}
      button={words.accept}
      done={words.accepted}
    >
      <Line label={words.signer} value={said.signer} onChange={put('signer')} />
      <MaybeLine label={words.title} value={said.title} onChange={put('title')} />
      <Line label={words.place} value={said.place} onChange={put('place')} />
      <MomentField label={words.acceptedAt} value={acceptedAt} onChange={setAcceptedAt} />
    </ActForm>
  );
};

const Publish = () => {
  const may = useMay('acceptableUse.publish');
  return (
    <>
      <Chip tone="warn" words={words.noPolicy} />
      {may ? (
        <ActButton act="acceptableUse.publish" input={() => ({})} button={words.publish} done={words.published} />
      ) : null}
    </>
  );
};

const Acceptance = ({ acceptance }: { readonly acceptance: NonNullable<Case['acceptance']> }) => (
  <Facts
    of={[
      [words.signer, [acceptance.signer, acceptance.title].filter((part) => part !== '').join(', ')],
      [words.place, acceptance.place],
      [words.acceptedAt, <Moment key="at" of={acceptance.accepted} />],
    ]}
  />
);

const Policy = ({ of }: { readonly of: Case }) => {
  const policies = useAnswer('acceptableUse.list', {});
  const { acceptance } = of;
  return (
    <Part title={words.policy}>
      <Answered of={policies}>
        {({ items: [latest] }) => {
          if (latest === undefined) return <Publish />;
          const { version } = latest;
          const isLatest = acceptance?.versionId === latest.id;
          return (
            <>
              {acceptance === null ? <Chip tone="warn" words={words.notAccepted(version)} /> : null}
              {acceptance !== null && !isLatest ? <Chip tone="warn" words={words.older(version)} /> : null}
              {acceptance === null ? null : <Acceptance acceptance={acceptance} />}
              <details>
                <summary>{words.clauses}</summary>
                <ol>
                  {latest.clauses.map(({ id, text }) => (
                    <li key={id}>{text}</li>
                  ))}
                </ol>
              </details>
              {isLatest ? null : <Accept caseId={of.id} version={version} />}
            </>
          );
        }}
      </Answered>
    </Part>
  );
};

/** That a person of ours spoke with him, that he accepted the policy, and the papers. */
export const CallAndPolicy = ({ of }: { readonly of: Case }) => (
  <>
    <Call of={of} />
    <Policy of={of} />
    <Documents of={of} />
  </>
);
