import { Alert, Text } from '@mantine/core';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { dateIn, dayInWords, Moment } from '../../parts/time.tsx';
import { useSession } from '../../session/session.ts';
import { words } from './decision-words.ts';
import type { Case } from './states.ts';
import { words as board } from './words.ts';

type Missing = Case['missing'][number];
type Made = Case['decisions'][number];
type Outcome = Made['outcome'];

const missingColumns: readonly Column<Missing>[] = [
  plain(words.what, ({ what }) => what),
  plain(words.fix, ({ fix }) => fix),
];

const columns: readonly Column<Made>[] = [
  {
    label: words.outcome,
    value: ({ outcome }) => words.made[outcome],
    show: ({ outcome }) => <Chip tone={outcome === 'approved' ? 'good' : 'bad'} words={words.made[outcome]} />,
  },
  plain(words.by, ({ decider }) => decider),
  { label: words.at, value: ({ decided }) => decided, show: ({ decided }) => <Moment of={decided} /> },
  plain(words.tier, ({ tier }) => board.tiers[tier]),
  plain(words.points, ({ points }) => points),
  plain(words.reason, ({ reason }) => reason),
  {
    label: words.validUntil,
    value: ({ validUntil }) => validUntil,
    show: ({ validUntil }) => (validUntil === null ? '–' : <Moment of={validUntil} />),
  },
];

const Promised = ({ of }: { readonly of: Case }) => {
  const { zone } = useSession().carrier;
  const { call } = of;
  return (
    <Text mb="sm">
      {words.promise}{' '}
      {call === null ? (
        <Chip tone="warn" words={words.promiseOpen} />
      ) : (
        <Chip tone="good" words={words.promiseKept(call.caller, dayInWords(dateIn(call.called, zone)))} />
      )}
    </Text>
  );
};

const Waits = ({ of }: { readonly of: Case }) => (
  <>
    {of.stops.length === 0 ? null : (
      <Alert color="red" title={words.stops} mb="sm">
        {of.stops.join('; ')}
      </Alert>
    )}
    {of.missing.length === 0 ? (
      <Chip tone="good" words={words.ready} />
    ) : (
      <Part title={words.missing}>
        <DataTable
          name={words.missing}
          rows={of.missing}
          id={({ what }) => what}
          columns={missingColumns}
          empty={words.ready}
        />
      </Part>
    )}
  </>
);

const Submit = ({ caseId }: { readonly caseId: string }) => {
  const [recommends, setRecommends] = useState<Outcome>('approved');
  return (
    <Part title={words.submit}>
      <p className="dim">{words.submitLead}</p>
      <ActForm
        act="onboarding.submit"
        input={() => ({ caseId, recommends })}
        button={words.put}
        done={({ points, tier }) => words.submitted(points, board.tiers[tier])}
      >
        <OneOf label={words.recommends} of={words.outcomes} value={recommends} onChange={setRecommends} />
      </ActForm>
    </Part>
  );
};

const Decide = ({ caseId }: { readonly caseId: string }) => {
  const [outcome, setOutcome] = useState<Outcome>('approved');
  const [reason, setReason] = useState('');
  return (
    <Part title={words.decide}>
      <ActForm
        act="onboarding.decide"
        input={() => ({ caseId, outcome, reason })}
        button={words.decide}
        done={words.decided}
      >
        <OneOf label={words.outcome} of={words.outcomes} value={outcome} onChange={setOutcome} />
        <Lines label={words.reason} value={reason} onChange={setReason} />
      </ActForm>
    </Part>
  );
};

/** What is missing, who puts it up, who decides, and what was decided. */
export const Decision = ({ of }: { readonly of: Case }) => (
  <>
    <Promised of={of} />
    <Waits of={of} />
    <Submit caseId={of.id} />
    {of.stage === 'decide' ? <Decide caseId={of.id} /> : null}
    <Part title={words.decisions}>
      <DataTable
        name={words.decisions}
        rows={of.decisions}
        id={({ id }) => id}
        columns={columns}
        empty={words.noDecisions}
      />
    </Part>
  </>
);
