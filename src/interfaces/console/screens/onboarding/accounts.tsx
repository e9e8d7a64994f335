import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePages } from '../../ask.ts';
import { ActForm } from '../../parts/act-form.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Line, OneOf } from '../../parts/fields.tsx';
import { More } from '../../parts/more.tsx';
import { Part } from '../../parts/page.tsx';
import { type Account, standingOf } from '../accounts/states.ts';
import { words } from './decision-words.ts';
import type { Case } from './states.ts';

const columns: readonly Column<Account>[] = [
  {
    label: words.account,
    value: ({ name }) => name,
    show: ({ id, name }) => (
      <Link to="/accounts/$accountId" params={{ accountId: id }} className="link">
        {name}
      </Link>
    ),
  },
  { label: words.standing, value: (one) => standingOf(one).words, show: (one) => <Chip {...standingOf(one)} /> },
];

const Open = ({ of }: { readonly of: Case }) => {
  const [name, setName] = useState(of.applicant);
  const [callerIdPolicy, setCallerIdPolicy] = useState<Account['callerIdPolicy']>('own-only');
  const [whenBlind, setWhenBlind] = useState<Account['whenBlind']>('pass-unsigned');
  return (
    <Part title={words.openAccount}>
      <ActForm
        act="accounts.open"
        input={() => ({ caseId: of.id, name, callerIdPolicy, whenBlind })}
        button={words.openAccount}
        done={words.accountOpened}
      >
        <Line label={words.accountName} value={name} onChange={setName} />
        <OneOf label={words.callerId} of={words.callerIds} value={callerIdPolicy} onChange={setCallerIdPolicy} />
        <OneOf label={words.blind} of={words.blinds} value={whenBlind} onChange={setWhenBlind} />
      </ActForm>
    </Part>
  );
};

/** The accounts whose calls rest on this case. */
export const Accounts = ({ of }: { readonly of: Case }) => {
  const accounts = usePages('accounts.list', { caseId: of.id });
  return (
    <>
      <p className="dim">{words.accountsLead}</p>
      <Answered of={accounts}>
        {(items) => (
          <>
            <DataTable
              name={words.account}
              rows={items}
              id={({ id }) => id}
              columns={columns}
              empty={words.noAccounts}
            />
            <More of={accounts} />
          </>
        )}
      </Answered>
      <Open of={of} />
    </>
  );
};
