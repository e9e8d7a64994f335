import { Facts } from '../../parts/facts.tsx';
import { Part } from '../../parts/page.tsx';
import type { Shown } from './shown.ts';
import { words } from './words.ts';

/** Of the account what the proofs in force open; before that the server sends none of it. */
export const Account = ({ account }: { readonly account: Shown['account'] }) =>
  account === null ? null : (
    <Part title={words.accountTitle}>
      <Facts
        of={[
          [words.services, account.services.map(({ category, number }) => [category, number].join(' ')).join(', ')],
          [words.usage, words.usageOf(account.usage.calls, account.usage.minutes)],
          [words.contacts, account.contacts.map(({ kind, value }) => `${kind} ${value}`).join(', ')],
        ]}
      />
    </Part>
  );
