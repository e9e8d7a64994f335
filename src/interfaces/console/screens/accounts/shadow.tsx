import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswerWhen, useAsk } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Count, Lines } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { words } from './shadow-words.ts';
import type { Account } from './states.ts';

type Counts = OutputOf<'gate.shadowCounts'>;

const inWords = (code: string): string => words.codes[code as keyof typeof words.codes] ?? code;

const counted: readonly Column<Counts['items'][number]>[] = [
  plain(words.why, ({ code }) => inWords(code)),
  plain(words.calls, ({ calls }) => calls),
  { label: words.last, value: ({ last }) => last, show: ({ last }) => <Moment of={last} /> },
];

type Carried = OutputOf<'gate.shadowed'>['items'][number];

const columns: readonly Column<Carried>[] = [
  { label: words.at, value: ({ at }) => at, show: ({ at }) => <Moment of={at} /> },
  plain(words.calling, ({ calling }) => calling),
  plain(words.called, ({ called }) => called),
  plain(words.answer, ({ cause }) => cause),
  plain(words.why, ({ reason }) => reason),
  plain(words.rule, ({ cite }) => cite),
];

const Calls = ({ accountId }: { readonly accountId: string }) => {
  const ask = useAsk('gate.shadowed');
  if (!useMay('gate.shadowed')) return null;
  return (
    <>
      <p className="dim">{words.callsLead}</p>
      <Group my="sm">
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({ accountId, limit: 50 })}>
          {words.show}
        </Button>
      </Group>
      <Refusal of={ask.error} />
      {ask.data === undefined ? null : (
        <DataTable
          name={words.callsTitle}
          rows={ask.data.items}
          id={({ id }) => id}
          columns={columns}
          empty={words.none}
        />
      )}
    </>
  );
};

const Enforce = ({ accountId }: { readonly accountId: string }) => {
  const [reason, setReason] = useState('');
  return (
    <ActForm act="gate.enforce" input={() => ({ accountId, reason })} button={words.enforce} done={words.enforced}>
      <p className="dim">{words.enforceLead}</p>
      <Lines label={words.reason} value={reason} onChange={setReason} />
    </ActForm>
  );
};

const dayMs = 86_400_000;

const Watch = ({ account: { id, asOf } }: { readonly account: Account }) => {
  const [days, setDays] = useState('14');
  const [reason, setReason] = useState('');
  const until = () => new Date(Date.parse(asOf) + Number(days) * dayMs).toISOString();
  return (
    <ActForm
      act="gate.shadow"
      input={() => ({ accountId: id, until: until(), reason })}
      button={words.watch}
      done={words.watched}
    >
      <p className="dim">{words.watchLead}</p>
      <Count label={words.days} value={days} onChange={setDays} />
      <Lines label={words.reason} value={reason} onChange={setReason} />
    </ActForm>
  );
};

const Seen = ({ account, counts: { shadow, items } }: { readonly account: Account; readonly counts: Counts }) => (
  <>
    {shadow === null ? null : (
      <>
        <Facts
          of={[
            [words.from, <Moment key="f" of={shadow.from} />],
            [words.until, <Moment key="u" of={shadow.until} />],
            [words.setBy, shadow.setBy],
            [words.reason, shadow.reason],
          ]}
        />
        <DataTable name={words.wouldBe} rows={items} id={({ code }) => code} columns={counted} empty={words.noneYet} />
        {items.length === 0 ? null : <Calls accountId={account.id} />}
      </>
    )}
  </>
);

/** Whether the account's limits and its caller-ID rule refuse calls or only tell, what they would have refused, and how that is changed. */
export const Shadow = ({ account }: { readonly account: Account }) => {
  const counts = useAnswerWhen(useMay('gate.shadowCounts'), 'gate.shadowCounts', { accountId: account.id });
  const on = account.shadowUntil !== null;
  return (
    <Part title={words.title}>
      <p className="clock-due">
        <Chip tone={on ? 'warn' : 'good'} words={on ? words.on : words.off} />
      </p>
      {counts.fetchStatus === 'idle' && counts.data === undefined && counts.error === null ? null : (
        <Answered of={counts}>{(data) => <Seen account={account} counts={data} />}</Answered>
      )}
      {on ? <Enforce accountId={account.id} /> : <Watch account={account} />}
    </Part>
  );
};
