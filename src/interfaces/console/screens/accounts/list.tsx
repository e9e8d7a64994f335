import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../client/types.ts';
import { usePages } from '../../ask.ts';
import { Answered } from '../../parts/answered.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { More } from '../../parts/more.tsx';
import { HeadedPage, Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { type Account, standingOf } from './states.ts';
import { standingOfStrikes, words as strikes } from './strike-words.ts';
import { words } from './words.ts';

type Finding = OutputOf<'strikes.list'>['items'][number];

const AccountLink = ({ id, name }: { readonly id: string; readonly name: string }) => (
  <Link to="/accounts/$accountId" params={{ accountId: id }} className="link">
    {name}
  </Link>
);

const columns: readonly Column<Account>[] = [
  { label: words.account, value: ({ name }) => name, show: (one) => <AccountLink {...one} /> },
  { label: words.standing, value: (one) => standingOf(one).words, show: (one) => <Chip {...standingOf(one)} /> },
  plain(words.tier, ({ tier }) => tier),
  plain(words.limits, ({ limits: { callsPerSecond, burst, sessions } }) =>
    words.limitsOf(callsPerSecond, burst, sessions),
  ),
  plain(words.callerId, ({ callerIdPolicy }) => words.callerIds[callerIdPolicy]),
];

const findingColumns: readonly Column<Finding>[] = [
  {
    label: words.account,
    value: ({ account }) => account,
    show: ({ accountId, account }) => <AccountLink id={accountId} name={account} />,
  },
  {
    label: words.standing,
    value: ({ standing }) => strikes.standings[standing],
    show: ({ standing }) => <Chip {...standingOfStrikes(standing)} />,
  },
  plain(strikes.number, ({ number }) => number),
  { label: strikes.opened, value: ({ opened }) => opened, show: ({ opened }) => <Moment of={opened} /> },
  plain(strikes.calls, ({ calls }) => calls),
];

const Findings = () => {
  const findings = usePages('strikes.list', {});
  return (
    <Part title={words.findings}>
      <Answered of={findings}>
        {(items) => (
          <>
            <DataTable
              name={words.findings}
              rows={items}
              id={({ id }) => id}
              columns={findingColumns}
              empty={strikes.none}
            />
            <More of={findings} />
          </>
        )}
      </Answered>
    </Part>
  );
};

/** Every account whose calls are carried, and every strike. */
export const Accounts = () => {
  const accounts = usePages('accounts.list', {});
  return (
    <HeadedPage title={words.accounts} lead={words.says} aside={null}>
      <Answered of={accounts}>
        {(items) => (
          <>
            <DataTable name={words.accounts} rows={items} id={({ id }) => id} columns={columns} empty={words.none} />
            <More of={accounts} />
          </>
        )}
      </Answered>
      <Findings />
    </HeadedPage>
  );
};
