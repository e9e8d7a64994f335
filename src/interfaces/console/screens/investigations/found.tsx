import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ActForm } from '../../parts/act-form.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Lines, OneOf } from '../../parts/fields.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import type { Investigation } from './states.ts';
import { Whose } from './whose.tsx';
import { words } from './words.ts';

type Cause = Investigation['intakes'][number];

const causes: readonly Column<Cause>[] = [
  plain(words.cause, ({ trigger }) => words.triggers[trigger]),
  plain(words.why, ({ why }) => why),
  plain(words.reference, ({ reference }) => reference),
  { label: words.came, value: ({ cameAt }) => cameAt, show: ({ cameAt }) => <Moment of={cameAt} /> },
];

const Answers = ({ of }: { readonly of: Investigation }) =>
  of.foundAt === null ? (
    <div className="empty">{words.nothingFound}</div>
  ) : (
    <Facts
      of={[
        [words.line, words.lines[of.line ?? 'unknown']],
        [words.owned, words.known[of.numberOwned ?? 'unknown']],
        [words.forwarded, words.known[of.forwarded ?? 'unknown']],
        [words.found, of.found ?? ''],
        [words.finder, `${of.finderName ?? ''}`],
        [words.foundAt, <Moment key="at" of={of.foundAt} />],
      ]}
    />
  );

const Find = ({ of }: { readonly of: Investigation }) => {
  const [accountId, setAccountId] = useState('');
  const [line, setLine] = useState(of.line ?? 'unknown');
  const [numberOwned, setNumberOwned] = useState(of.numberOwned ?? 'unknown');
  const [forwarded, setForwarded] = useState(of.forwarded ?? 'unknown');
  const [found, setFound] = useState(of.found ?? '');
  const account = accountId === '' ? {} : { accountId };
  return (
    <ActForm
      act="investigations.find"
      input={() => ({ investigationId: of.id, ...account, line, numberOwned, forwarded, found })}
      button={words.find}
      done={words.foundDone}
    >
      <Text size="sm" c="dimmed">
        {of.foundAt === null ? words.threeLead : words.again}
      </Text>
      {of.accountId === null ? <Whose value={accountId} onChange={setAccountId} /> : null}
      <OneOf label={words.line} of={words.lines} value={line} onChange={setLine} />
      <OneOf label={words.owned} of={words.known} value={numberOwned} onChange={setNumberOwned} />
      <OneOf label={words.forwarded} of={words.known} value={forwarded} onChange={setForwarded} />
      <Lines label={words.found} value={found} onChange={setFound} />
    </ActForm>
  );
};

/** What gave cause, and the three questions whose answers are on record by the next day. */
export const Found = ({ of }: { readonly of: Investigation }) => (
  <>
    {of.accountId === null ? null : (
      <p>
        <Link to="/accounts/$accountId" params={{ accountId: of.accountId }} className="link">
          {words.toAccount}
        </Link>
      </p>
    )}
    <Part title={words.causes}>
      <DataTable
        name={words.causes}
        rows={of.intakes}
        id={({ trigger, reference }) => `${trigger} ${reference}`}
        columns={causes}
        empty=""
      />
    </Part>
    <Part title={words.three}>
      <Answers of={of} />
      {of.closedAt === null ? <Find of={of} /> : <Text c="dimmed">{words.closed}</Text>}
    </Part>
  </>
);
