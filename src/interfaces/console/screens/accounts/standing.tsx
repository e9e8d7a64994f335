import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../client/types.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Count, Line, Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import type { Account } from './states.ts';
import { words } from './words.ts';

type Shown = OutputOf<'accounts.show'>;
type Happened = Shown['timeline'][number] & { readonly n: number };

const columns: readonly Column<Happened>[] = [
  { label: words.at, value: ({ at }) => at, show: ({ at }) => <Moment of={at} /> },
  plain(words.what, ({ what }) => what),
  plain(words.who, ({ who }) => who),
  plain(words.why, ({ why }) => why),
];

const AccountFacts = ({ account }: { readonly account: Account }) => {
  const { callsPerSecond, burst, sessions } = account.limits;
  const limits = words.limitsOf(callsPerSecond, burst, sessions);
  return (
    <Facts
      of={[
        [
          words.case,
          <Link key="case" to="/onboarding/$caseId" params={{ caseId: account.caseId }} className="link">
            {words.itsCase}
          </Link>,
        ],
        [words.tier, account.tier],
        [
          words.validUntil,
          account.validUntil === null ? words.notApproved : <Moment key="u" of={account.validUntil} />,
        ],
        [words.limits, account.limitsLowered ? `${limits}: ${words.lowered}` : limits],
        [words.callerId, words.callerIds[account.callerIdPolicy]],
        [words.blind, words.blinds[account.whenBlind]],
        [words.opened, <Moment key="o" of={account.opened} />],
      ]}
    />
  );
};

const SetLimits = ({ account: { id, limits } }: { readonly account: Account }) => {
  const [of, setOf] = useState({
    callsPerSecond: String(limits.callsPerSecond),
    burst: String(limits.burst),
    sessions: String(limits.sessions),
    reason: '',
  });
  const put = (name: keyof typeof of) => (to: string) => setOf({ ...of, [name]: to });
  return (
    <Part title={words.setLimits}>
      <ActForm
        act="accounts.setLimits"
        input={() => ({
          accountId: id,
          limits: {
            ...{ callsPerSecond: Number(of.callsPerSecond), burst: Number(of.burst), sessions: Number(of.sessions) },
            leaseSeconds: limits.leaseSeconds,
          },
          reason: of.reason,
        })}
        button={words.setLimits}
        done={words.limitsSet}
      >
        <Line label={words.callsPerSecond} value={of.callsPerSecond} onChange={put('callsPerSecond')} />
        <Count label={words.burst} value={of.burst} onChange={put('burst')} />
        <Count label={words.sessions} value={of.sessions} onChange={put('sessions')} />
        <Lines label={words.reason} value={of.reason} onChange={put('reason')} />
      </ActForm>
    </Part>
  );
};

type Act = keyof typeof words.acts;

const operations = {
  suspend: 'accounts.suspend',
  resume: 'accounts.resume',
  terminate: 'accounts.terminate',
  end: 'accounts.end',
} as const;

const Stop = ({ accountId }: { readonly accountId: string }) => {
  const [act, setAct] = useState<Act>('suspend');
  const [reason, setReason] = useState('');
  return (
    <Part title={words.holdsTitle}>
      <div className="fields">
        <OneOf label={words.act} of={words.acts} value={act} onChange={setAct} />
        <ActForm
          key={act}
          act={operations[act]}
          input={() => ({ accountId, reason })}
          button={words.acts[act]}
          done={words.acted}
        >
          <Lines label={words.reason} value={reason} onChange={setReason} />
        </ActForm>
      </div>
    </Part>
  );
};

/** What an account may do, on what that rests, and everything that changed it. */
export const Standing = ({ shown: { account, timeline } }: { readonly shown: Shown }) => (
  <>
    <AccountFacts account={account} />
    <SetLimits account={account} />
    <Stop accountId={account.id} />
    <Part title={words.happened}>
      <DataTable
        name={words.happened}
        rows={timeline.map((one, n): Happened => ({ ...one, n })).toReversed()}
        id={({ n }) => String(n)}
        columns={columns}
        empty=""
      />
    </Part>
  </>
);
