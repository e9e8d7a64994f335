import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswer } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Line, Lines, MaybeLines, OneOf, OneOfThese } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { CallFields, callOf, knownCall } from './asked-call.tsx';
import { words } from './search-words.ts';
import type { Request } from './states.ts';

type Requester = OutputOf<'tracebackRequesters.list'>['items'][number];

const Verify = () => {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Requester['kind']>('consortium');
  const [how, setHow] = useState('');
  return (
    <ActForm
      act="tracebackRequesters.verify"
      input={() => ({ name, kind, how })}
      button={words.verify}
      done={words.verified}
    >
      <Line label={words.name} value={name} onChange={setName} />
      <OneOf label={words.kind} of={words.kinds} value={kind} onChange={setKind} />
      <Lines label={words.how} value={how} onChange={setHow} />
    </ActForm>
  );
};

const named = (requesters: readonly Requester[]): Readonly<Record<string, string>> =>
  Object.fromEntries(requesters.map(({ id, name, kind }) => [id, `${name}: ${words.kinds[kind]}`]));

const Which = ({ of, requesters }: { readonly of: Request; readonly requesters: readonly Requester[] }) => {
  const [call, setCall] = useState(knownCall(of));
  const [requesterId, setRequesterId] = useState(of.requesterId ?? '');
  const [how, setHow] = useState(of.verifiedHow ?? '');
  const How = of.sender?.sender === 'proven' ? MaybeLines : Lines;
  return (
    <ActForm
      act="tracebacks.confirm"
      input={() => ({ tracebackId: of.id, requesterId, verifiedHow: how.trim() === '' ? null : how, ...callOf(call) })}
      button={words.confirm}
      done={words.confirmed}
    >
      <OneOfThese label={words.requester} of={named(requesters)} value={requesterId} onChange={setRequesterId} />
      {of.sender === null ? null : (
        <>
          <p>{words.senders[of.sender.sender ?? 'unknown'](of.sender.senderDomain ?? '')}</p>
          <How label={words.verifiedHow} value={how} onChange={setHow} />
        </>
      )}
      <CallFields of={call} onChange={setCall} />
    </ActForm>
  );
};

/** Who asks, made sure of; and which call, as a person reads it. */
export const Confirm = ({ of }: { readonly of: Request }) => {
  const known = useAnswer('tracebackRequesters.list', {});
  return (
    <Answered of={known}>
      {({ items }) => (
        <>
          <Part title={words.callTitle}>
            <p className="dim">{words.callLead}</p>
            {items.length === 0 ? (
              <div className="empty">{words.noRequesters}</div>
            ) : (
              <Which of={of} requesters={items} />
            )}
          </Part>
          <Part title={words.requesterTitle}>
            <p className="dim">{words.requesterLead}</p>
            <Verify />
          </Part>
        </>
      )}
    </Answered>
  );
};
