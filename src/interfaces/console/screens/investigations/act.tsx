import { Text } from '@mantine/core';
import { useState } from 'react';
import { useAnswerWhen } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Count, Line, Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import type { Account } from '../accounts/states.ts';
import type { Investigation } from './states.ts';
import { words } from './words.ts';

type Props = { readonly of: Investigation };

const done: readonly Column<Investigation['actions'][number]>[] = [
  plain(words.what, ({ kind }) => words.states[kind]),
  { label: words.done, value: ({ doneAt }) => doneAt, show: ({ doneAt }) => <Moment of={doneAt} /> },
  plain(words.by, ({ doerName }) => doerName),
  plain(words.told, ({ words: said }) => said),
];

const blocked: readonly Column<Investigation['blocked'][number]>[] = [
  plain(words.number, ({ number }) => number),
  { label: words.from, value: ({ from }) => from, show: ({ from }) => <Moment of={from} /> },
  {
    label: words.until,
    value: ({ ended }) => ended,
    show: ({ ended }) => (ended === null ? words.stillBlocked : <Moment of={ended} />),
  },
  plain(words.by, ({ placedBy }) => placedBy),
];

const LimitOf = ({ id, limits }: { readonly id: string; readonly limits: Account['limits'] }) => {
  const [of, setOf] = useState({
    callsPerSecond: String(limits.callsPerSecond),
    burst: String(limits.burst),
    sessions: String(limits.sessions),
    words: '',
  });
  const put = (name: keyof typeof of) => (to: string) => setOf({ ...of, [name]: to });
  return (
    <ActForm
      act="investigations.limit"
      input={() => ({
        investigationId: id,
        limits: {
          ...{ callsPerSecond: Number(of.callsPerSecond), burst: Number(of.burst), sessions: Number(of.sessions) },
          leaseSeconds: limits.leaseSeconds,
        },
        words: of.words,
      })}
      button={words.acts.limit}
      done={words.actDone}
    >
      <Line label={words.callsPerSecond} value={of.callsPerSecond} onChange={put('callsPerSecond')} />
      <Count label={words.burst} value={of.burst} onChange={put('burst')} />
      <Count label={words.sessions} value={of.sessions} onChange={put('sessions')} />
      <Lines label={words.because} value={of.words} onChange={put('words')} />
    </ActForm>
  );
};

const Limit = ({ of }: Props) => {
  const may = useMay('accounts.show');
  const account = useAnswerWhen(may && of.accountId !== null, 'accounts.show', { accountId: of.accountId ?? '' });
  return <Answered of={account}>{(shown) => <LimitOf id={of.id} limits={shown.account.limits} />}</Answered>;
};

const Warn = ({ of: { id } }: Props) => {
  const [said, setSaid] = useState('');
  return (
    <ActForm
      act="investigations.warn"
      input={() => ({ investigationId: id, words: said })}
      button={words.acts.warn}
      done={words.actDone}
    >
      <Lines label={words.letter} value={said} onChange={setSaid} />
    </ActForm>
  );
};

const Block = ({ of: { id } }: Props) => {
  const [numbers, setNumbers] = useState('');
  const [said, setSaid] = useState('');
  return (
    <ActForm
      act="investigations.block"
      input={() => ({
        investigationId: id,
        numbers: numbers.split(/[\s,;]+/).filter((one) => one !== ''),
        words: said,
      })}
      button={words.acts.block}
      done={words.actDone}
    >
      <Lines label={words.numbers} value={numbers} onChange={setNumbers} />
      <Lines label={words.because} value={said} onChange={setSaid} />
    </ActForm>
  );
};

const Stop = ({ of: { id } }: Props) => {
  const [how, setHow] = useState<keyof typeof words.hows>('suspend');
  const [said, setSaid] = useState('');
  return (
    <ActForm
      act="investigations.stop"
      input={() => ({ investigationId: id, how, words: said })}
      button={words.acts.stop}
      done={words.actDone}
    >
      <OneOf label={words.how} of={words.hows} value={how} onChange={setHow} />
      <Lines label={words.because} value={said} onChange={setSaid} />
    </ActForm>
  );
};

const forms = { limit: Limit, warn: Warn, block: Block, stop: Stop } as const;

const Do = ({ of }: Props) => {
  const [act, setAct] = useState<keyof typeof forms>('limit');
  const Form = forms[act];
  return (
    <Part title={words.act}>
      <div className="fields">
        <OneOf label={words.action} of={words.acts} value={act} onChange={setAct} />
        <Text size="sm" c="dimmed">
          {words.actLead[act]}
        </Text>
        <Form of={of} />
      </div>
    </Part>
  );
};

/** What was done upon an investigation, and what may be. */
export const Act = ({ of }: Props) => (
  <>
    <Part title={words.actions}>
      <DataTable
        name={words.actions}
        rows={of.actions}
        id={({ kind, doneAt }) => `${kind} ${doneAt}`}
        columns={done}
        empty={words.noActions}
      />
    </Part>
    {of.blocked.length === 0 ? null : (
      <Part title={words.blocked}>
        <DataTable
          name={words.blocked}
          rows={of.blocked}
          id={({ number, from }) => `${number} ${from}`}
          columns={blocked}
          empty={words.noBlocked}
        />
      </Part>
    )}
    {of.closedAt !== null ? <Text c="dimmed">{words.closed}</Text> : null}
    {of.closedAt === null && of.accountId === null ? <div className="empty">{words.noAccount}</div> : null}
    {of.closedAt === null && of.accountId !== null ? <Do of={of} /> : null}
  </>
);
