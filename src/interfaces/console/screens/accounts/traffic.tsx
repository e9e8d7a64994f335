import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAnswer, useAnswerWhen, useLines } from '../../ask.ts';
import { MayOnly } from '../../parts/act-form.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { DateField, Line, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useToday } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { Alerts } from '../investigations/alerts.tsx';
import { InvestigationTable } from '../investigations/list.tsx';
import { ThresholdSentences } from '../promises/plan-thresholds.tsx';
import type { Account } from './states.ts';
import { words } from './traffic-words.ts';

/** A day as `traffic.measure` writes it, line by line: what of it is shown here. */
type Measured = {
  readonly counts: Readonly<Record<'attempts' | 'answered' | 'distinctCalled' | 'distinctCallers', number>>;
  readonly ratios: readonly Ratio[];
  readonly beyond: readonly { readonly name: string; readonly says: string; readonly source: string }[];
};
type Ratio = {
  readonly name: string;
  readonly says: string;
  readonly hits: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const columns: readonly Column<Ratio>[] = [
  plain(words.ratio, ({ says }) => says),
  { label: words.is, value: ({ share }) => share, show: ({ share }) => percent(share) },
  plain(words.between, ({ low, high }) => `${percent(low)} – ${percent(high)}`),
  plain(words.of, ({ hits, of }) => `${hits} of ${of}`),
];

const Shown = ({ of: { counts, ratios, beyond } }: { readonly of: Measured }) => (
  <>
    <Text my="sm">{words.counts(counts.attempts, counts.answered, counts.distinctCalled, counts.distinctCallers)}</Text>
    <Text fw={600}>{beyond.length === 0 ? words.noneBeyond : words.beyond}</Text>
    {beyond.length === 0 ? null : (
      <ul>
        {beyond.map(({ name, says, source }) => (
          <li key={name}>
            {says} <span className="dim">{source}</span>
          </li>
        ))}
      </ul>
    )}
    <DataTable
      name={words.measure}
      rows={ratios.filter(({ of }) => of > 0)}
      id={({ name }) => name}
      columns={columns}
      empty={words.none}
    />
  </>
);

const Measure = ({ account: { id, name } }: { readonly account: Account }) => {
  const named = useAnswer('callAccounts.list', {});
  const refs = (named.data?.items ?? [])
    .filter(({ accountId }) => accountId === id)
    .map(({ accountRef }) => accountRef);
  const [accountRef, setAccountRef] = useState(name);
  const [day, setDay] = useState(useToday());
  const [reason, setReason] = useState('');
  const lines = useLines('traffic.measure');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    lines.mutate({ accountRef, day, purpose: 'fraud-investigation', reason });
  };
  const [first] = lines.data?.said ?? [];
  return (
    <>
      <form onSubmit={send}>
        <Stack gap="sm" maw={560}>
          <OneOf
            label={words.ref}
            of={Object.fromEntries([name, ...refs].map((ref) => [ref, ref]))}
            value={accountRef}
            onChange={setAccountRef}
          />
          <DateField label={words.day} value={day} onChange={setDay} />
          <Line label={words.reason} value={reason} onChange={setReason} />
          <Refusal of={lines.error} />
          <Group>
            <Button type="submit" loading={lines.isPending}>
              {words.count}
            </Button>
          </Group>
        </Stack>
      </form>
      <div role="status">
        {lines.data !== undefined && first === undefined ? <div className="empty">{words.none}</div> : null}
      </div>
      {first === undefined ? null : <Shown of={first as unknown as Measured} />}
    </>
  );
};

/** The sentences of the plan in force that say where suspicion begins. */
const InPlan = () => {
  const plans = useAnswer('mitigationPlans.list', {});
  const inForce = plans.data?.items.find(({ state }) => state === 'signed')?.id;
  const plan = useAnswerWhen(inForce !== undefined, 'mitigationPlans.show', { planId: inForce ?? '' });
  if (plans.data === undefined) return null;
  if (inForce === undefined) return <Text c="dimmed">{words.noPlan}</Text>;
  return plan.data === undefined ? null : <ThresholdSentences of={plan.data.sentences} />;
};

/** What the account's calls look like, where suspicion begins by the plan, and what came of it: alerts and investigations. */
export const Traffic = ({ account }: { readonly account: Account }) => {
  const mayMeasure = useMay('traffic.measure');
  const mayPlan = useMay('mitigationPlans.show');
  const mayAlerts = useMay('trafficAlerts.list');
  const mayInvestigations = useMay('investigations.list');
  return (
    <>
      <Part title={words.measure}>
        <p className="dim">{words.lead}</p>
        {mayMeasure ? <Measure account={account} /> : <MayOnly act="traffic.measure" button={words.count} />}
      </Part>
      {mayPlan ? (
        <Part title={words.plan}>
          <InPlan />
        </Part>
      ) : null}
      {mayAlerts ? (
        <Part title={words.alerts}>
          <Alerts accountId={account.id} />
        </Part>
      ) : null}
      {mayInvestigations ? (
        <Part title={words.investigations}>
          <InvestigationTable of={{ accountId: account.id }} />
        </Part>
      ) : null}
    </>
  );
};
