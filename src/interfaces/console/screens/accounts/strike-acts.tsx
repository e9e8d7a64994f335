import { useState } from 'react';
import { ActForm, ActFormThen } from '../../parts/act-form.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { MomentField, useNow } from '../../parts/moment-field.tsx';
import { Rooms } from '../../parts/rooms.tsx';
import { type Proof, ProveAgain } from '../../session/prove-again.tsx';
import { type Finding, words } from './strike-words.ts';

type Props = { readonly findingId: string };

const Deliver = ({ findingId }: Props) => {
  const [deliveredAt, setDeliveredAt] = useState(useNow());
  const [how, setHow] = useState<keyof typeof words.hows>('return-receipt');
  const [evidence, setEvidence] = useState('');
  return (
    <ActForm
      act="strikes.deliver"
      input={() => ({ findingId, deliveredAt, how, evidence })}
      button={words.deliver}
      done={words.delivered}
    >
      <MomentField label={words.deliveredAt} value={deliveredAt} onChange={setDeliveredAt} />
      <OneOf label={words.how} of={words.hows} value={how} onChange={setHow} />
      <Lines label={words.evidence} value={evidence} onChange={setEvidence} />
    </ActForm>
  );
};

type SignedProps = Props & {
  readonly act: 'strikes.void' | 'strikes.except';
  readonly lead: string;
  readonly button: string;
  readonly done: string;
};

const Signed = ({ findingId, act, lead, button, done }: SignedProps) => {
  const [reason, setReason] = useState('');
  const [password, setPassword] = useState<Proof>('');
  return (
    <ActFormThen
      act={act}
      input={() => ({ findingId, reason, password })}
      button={button}
      done={done}
      onDone={() => setPassword('')}
    >
      <p className="dim">{lead}</p>
      <Lines label={words.reason} value={reason} onChange={setReason} />
      <ProveAgain value={password} onChange={setPassword} />
    </ActFormThen>
  );
};

const Close = ({ findingId }: Props) => {
  const [reason, setReason] = useState('');
  return (
    <ActForm act="strikes.close" input={() => ({ findingId, reason })} button={words.close} done={words.closed}>
      <Lines label={words.reason} value={reason} onChange={setReason} />
    </ActForm>
  );
};

const except = { act: 'strikes.except', lead: words.exceptLead, button: words.except, done: words.excepted } as const;
const unmake = { act: 'strikes.void', lead: words.voidLead, button: words.voidIt, done: words.voidedNow } as const;

/** Whether termination was ordered upon this finding. */
export type Order = 'upon-this' | 'not-upon-this';

/** What may be done about a finding, by what was ordered upon it. */
export const FindingActs = ({ finding, order }: { readonly finding: Finding; readonly order: Order }) => {
  const { id: findingId, warned } = finding;
  const acts = [
    ...(warned === null
      ? [{ name: 'deliver', label: words.deliverTitle, show: () => <Deliver findingId={findingId} /> }]
      : []),
    ...(order === 'upon-this'
      ? [
          { name: 'except', label: words.exceptTitle, show: () => <Signed findingId={findingId} {...except} /> },
          { name: 'close', label: words.closeTitle, show: () => <Close findingId={findingId} /> },
        ]
      : []),
    { name: 'void', label: words.voidTitle, show: () => <Signed findingId={findingId} {...unmake} /> },
  ];
  const [at, setAt] = useState(acts[0]?.name ?? 'void');
  return <Rooms at={acts.some(({ name }) => name === at) ? at : (acts[0]?.name ?? 'void')} onGo={setAt} of={acts} />;
};
