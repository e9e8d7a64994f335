import { Text } from '@mantine/core';
import { useState } from 'react';
import { usePages } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Line, Lines, MaybeLine, MaybeLines, OneOf, OneOfThese } from '../../parts/fields.tsx';
import { given } from '../../parts/given.ts';
import { Part } from '../../parts/page.tsx';
import type { Chosen } from './find.tsx';
import { words } from './search-words.ts';
import type { Candidate, Request } from './states.ts';

type Named = Readonly<Record<string, string>>;
type Role = keyof typeof words.roles;

const told = ({ secondPerson }: { readonly secondPerson: 'needed' | 'not-needed' }): string =>
  secondPerson === 'needed' ? words.preparedForTwo : words.prepared;

const blank = {
  ...{ upstream: '', frn: '', contact: '', country: '' },
  ...{ attestedBecause: '', action: '', consent: '', comment: '' },
};
type Said = typeof blank;

type FieldsProps = { readonly of: Said; readonly put: (name: keyof Said) => (to: string) => void };

const Upstream = ({ of, put }: FieldsProps) => (
  <>
    <Line label={words.upstream} value={of.upstream} onChange={put('upstream')} />
    <MaybeLine label={words.frn} value={of.frn} onChange={put('frn')} />
    <MaybeLine label={words.contact} value={of.contact} onChange={put('contact')} />
    <MaybeLine label={words.country} value={of.country} onChange={put('country')} />
  </>
);

const upstreamOf = ({ upstream, frn, contact, country }: Said) => ({
  ...{ name: upstream, frn: given(frn), contact: given(contact), country: given(country) },
});

type MatchedProps = { readonly of: Request; readonly call: Candidate; readonly accounts: Named };

const Matched = ({ of, call, accounts }: MatchedProps) => {
  const [role, setRole] = useState<Role>('intermediate');
  const [accountId, setAccountId] = useState(call.account !== null && call.account in accounts ? call.account : '');
  const [text, setText] = useState<Said>(blank);
  const put = (name: keyof Said) => (to: string) => setText({ ...text, [name]: to });
  const ours = role === 'originating';
  return (
    <ActForm
      act="tracebacks.prepare"
      input={() => ({
        tracebackId: of.id,
        answer: {
          ...{ outcome: 'matched', ref: call.ref, role },
          upstream: ours ? null : upstreamOf(text),
          accountId: ours ? accountId : null,
          ...{ attestedBecause: text.attestedBecause, action: text.action },
          ...{ consent: given(text.consent), comment: given(text.comment) },
        },
      })}
      button={words.prepare}
      done={told}
    >
      <Text>{words.chosenCall(call.from ?? '–', call.to ?? '–')}</Text>
      <OneOf label={words.role} of={words.roles} value={role} onChange={setRole} />
      {ours ? (
        <OneOfThese label={words.customer} of={accounts} value={accountId} onChange={setAccountId} />
      ) : (
        <Upstream of={text} put={put} />
      )}
      <Lines label={words.attestedBecause} value={text.attestedBecause} onChange={put('attestedBecause')} />
      <Lines label={words.action} value={text.action} onChange={put('action')} />
      <MaybeLines label={words.consent} value={text.consent} onChange={put('consent')} />
      <MaybeLines label={words.comment} value={text.comment} onChange={put('comment')} />
    </ActForm>
  );
};

const Absent = ({ of }: { readonly of: Request }) => {
  const [because, setBecause] = useState('');
  const [gap, setGap] = useState('');
  return (
    <Part title={words.absentTitle}>
      <ActForm
        act="tracebacks.prepare"
        input={() => ({ tracebackId: of.id, answer: { outcome: 'absent', because, gap: given(gap) } })}
        button={words.prepare}
        done={told}
      >
        <Lines label={words.because} value={because} onChange={setBecause} />
        <MaybeLines label={words.gapWords} value={gap} onChange={setGap} />
      </ActForm>
    </Part>
  );
};

/** Whose call it was, or why none of ours is it: what the sheet will say. */
export const Prepare = ({ of, chosen }: { readonly of: Request; readonly chosen: Chosen }) => {
  const accounts = usePages('accounts.list', { limit: 1000 });
  if (chosen === null) return <div className="empty">{words.chooseFirst}</div>;
  if (chosen === 'none') return <Absent of={of} />;
  return (
    <>
      <p className="dim">{words.answerLead}</p>
      <Answered of={accounts}>
        {(items) => (
          <Matched
            key={chosen.ref}
            of={of}
            call={chosen}
            accounts={Object.fromEntries(items.map(({ id, name }) => [id, name]))}
          />
        )}
      </Answered>
    </>
  );
};
