import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../client/types.ts';
import { useAnswerWhen, useAsk } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Moment } from '../../parts/time.tsx';
import { askPerson, useMay } from '../../session/session.ts';
import { words } from './gate-words.ts';
import { Shadow } from './shadow.tsx';
import { Simulator } from './simulator.tsx';
import type { Account } from './states.ts';

/** What `GET /v1/voice-accounts/{accountId}/calls` tells: the gate's memory, no operation. */
type Used = {
  readonly callsPerSecond: number;
  readonly burst: number;
  readonly sessions: number;
  readonly used: { readonly sessions: number; readonly callsLeft: number } | null;
};

const read = async (accountId: string): Promise<Used> =>
  (await (await askPerson('GET', `/v1/voice-accounts/${accountId}/calls`, null)).json()) as Used;

const everyMs = 2000;

const Now = ({ accountId }: { readonly accountId: string }) => {
  const calls = useQuery({
    queryKey: ['gate', accountId],
    queryFn: () => read(accountId),
    refetchInterval: everyMs,
    staleTime: 0,
  });
  return (
    <Part title={words.now}>
      <Answered of={calls}>
        {({ used, sessions, burst, callsPerSecond }) =>
          used === null ? (
            <Text>{words.notCounted}</Text>
          ) : (
            <Facts
              of={[
                [words.used, words.usedOf(used.sessions, sessions)],
                [words.left, words.leftOf(used.callsLeft, burst, callsPerSecond)],
              ]}
            />
          )
        }
      </Answered>
    </Part>
  );
};

type Refused = OutputOf<'gate.refusals'>['items'][number];

const columns: readonly Column<Refused>[] = [
  { label: words.at, value: ({ at }) => at, show: ({ at }) => <Moment of={at} /> },
  plain(words.calling, ({ calling }) => calling),
  plain(words.called, ({ called }) => called),
  plain(words.answer, ({ cause }) => cause),
  plain(words.why, ({ reason }) => reason),
  plain(words.rule, ({ cite }) => cite),
];

/** Whom a refused caller may turn to. */
const Contact = () => {
  const carrier = useAnswerWhen(useMay('carrier.show'), 'carrier.show', {});
  return carrier.data === undefined ? null : <p>{words.contact(carrier.data.contact)}</p>;
};

const Refusals = ({ accountId }: { readonly accountId: string }) => {
  const ask = useAsk('gate.refusals');
  const may = useMay('gate.refusals');
  if (!may) return null;
  return (
    <Part title={words.refusals}>
      <Contact />
      <p className="dim">{words.refusalsLead}</p>
      <Group mb="sm">
        <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate({ accountId, limit: 50 })}>
          {words.show}
        </Button>
      </Group>
      <Refusal of={ask.error} />
      {ask.data === undefined ? null : (
        <DataTable
          name={words.refusals}
          rows={ask.data.items}
          id={({ id }) => id}
          columns={columns}
          empty={words.none}
        />
      )}
    </Part>
  );
};

/** What the gate makes of an account: what it uses now, what it would answer, what it refused. */
export const Gate = ({ account }: { readonly account: Account }) => (
  <>
    <Now accountId={account.id} />
    <Shadow account={account} />
    <Simulator accountId={account.id} />
    <Refusals accountId={account.id} />
  </>
);
