import { Text, Title } from '@mantine/core';
import { Day, dayInWords, Moment } from '../../parts/time.tsx';
import { type Clock, Why } from '../../parts/why.tsx';
import type { Breach } from './states.ts';
import { words } from './words.ts';

type Duty = NonNullable<Breach['duties']>['report'];
type Props = {
  readonly label: string;
  readonly duty: Duty | null;
  readonly clock: Clock | null;
  readonly without: string;
};

const Line = ({ label, duty, clock, without }: Props) => (
  <div>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
    {duty === null ? null : <Text size="sm">{`${duty.duty}. [${duty.cite}]`}</Text>}
    {clock?.due == null ? (
      <Text size="sm">{without}</Text>
    ) : (
      <Text className="clock-due">
        <Day of={clock.due} /> <Why clock={clock} />
      </Text>
    )}
  </div>
);

const InForce = ({ breach }: { readonly breach: Breach }) => {
  const promised = breach.reportDue?.promisedDue ?? null;
  return (
    <section className="card">
      <Title order={2} size="h5" mb="xs">
        {words.inForce}
      </Title>
      <Line
        label={words.report}
        duty={breach.duties?.report ?? null}
        clock={breach.reportDue}
        without={breach.duties === null ? words.none : words.noReportYet}
      />
      {promised === null ? null : <Text size="sm">{words.byPromise(dayInWords(promised))}</Text>}
      {breach.reportedAt === null ? null : (
        <Text size="sm" mb="xs">
          {words.reportedAt} <Moment of={breach.reportedAt} />, {breach.reportReference}
        </Text>
      )}
      <Line
        label={words.customersFrom}
        duty={breach.duties?.hold ?? null}
        clock={breach.customersFrom}
        without={breach.duties === null ? words.none : words.noHoldYet}
      />
    </section>
  );
};

const Pending = ({ pending }: { readonly pending: NonNullable<Breach['pending']> }) => {
  const { cite, steps } = pending;
  return (
    <section className="card card-not-in-force">
      <Title order={2} size="h5">
        {words.notInForce(pending.version)}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {words.pendingLead(pending.reportTo.join(', '))}
      </Text>
      <Line
        label={words.pendingReport}
        duty={null}
        clock={{ due: pending.reportDue, cite, steps }}
        without={words.none}
      />
      {pending.customersDue === null ? null : (
        <Text size="sm">
          {words.pendingCustomers} <Day of={pending.customersDue} />
        </Text>
      )}
    </section>
  );
};

/** What the rule in force wants beside what the adopted text would want. */
export const BreachClocks = ({ breach }: { readonly breach: Breach }) => (
  <>
    <InForce breach={breach} />
    {breach.pending === null ? null : <Pending pending={breach.pending} />}
  </>
);
