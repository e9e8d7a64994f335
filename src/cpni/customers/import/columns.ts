import { refuse } from '../../../kernel/problem.ts';

/** The columns of a customer file, each with what it holds. Spelling, case and blanks of a header do not matter. */
export const columns = {
  account_number: 'the account number, unique at the carrier; required',
  name: 'the name on the account; required',
  language: '`en` or `es`; blank is English',
  since: 'date since when a customer; blank is not known',
  left: 'date on which the customer left; blank is a customer still',
  services:
    'services, separated by `;`, each `category`, `category:telephone number` or `category@affiliate name:telephone number`; categories are local, interexchange, cmrs, interconnected-voip',
  email: 'e-mail address',
  email_linked: 'date on which the e-mail address was linked to the account; blank is the day of import',
  postal_address: 'postal address in one cell',
  postal_linked: 'date on which the postal address was linked; blank is the day of import',
  contact_phone: 'a contact telephone number, not a service number',
  authorized_persons: 'names of persons authorised on the account, separated by `;`',
  email_consent_date: 'date of the consent to get notices by e-mail',
  cpni_approval: 'what the older system says of the approval, in its own word',
  opt_in: 'a flag: true, false, yes, no, 1, 0 or blank',
  opt_out: 'a flag: true, false, yes, no, 1, 0 or blank',
  approval_date: 'date of the yes or no',
  approval_method: '`written`, `electronic` or `oral`',
  approval_proof: 'a flag: whether a recording or third-party verification of an oral yes exists',
  notice: 'id or content hash of the notice version that the customer was sent',
  notice_date: 'date on which it was sent or mailed',
  notice_method: '`email`, `mail`, `bill-insert`, `web`, `text` or `oral`',
} as const;

export type Column = keyof typeof columns;

// names of Salesforce and TM Forum exports for the same things
const others: Readonly<Record<string, Column>> = {
  accountid: 'account_number',
  billingaccountnumber: 'account_number',
  accountname: 'name',
  personemail: 'email',
  emailaddress: 'email',
  billingaddress: 'postal_address',
  postaladdress: 'postal_address',
  phone: 'contact_phone',
  preferredlanguage: 'language',
  customersince: 'since',
};

const bare = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '');

const known: ReadonlyMap<string, Column> = new Map([
  ...Object.entries(others),
  ...listed().map((column): [string, Column] => [bare(column), column]),
]);

function listed(): Column[] {
  return Object.keys(columns).filter((name): name is Column => name in columns);
}

/** Where each column stands. An unknown, doubled or missing header is a problem that names it. */
export const placesOf = (header: readonly string[]): ReadonlyMap<Column, number> => {
  // a file without headers begins with a customer: he is not quoted
  if (!header.some((name) => known.has(bare(name))))
    refuse(
      'invalid-input',
      'The first line holds no known header.',
      `Put headers into it. Known: ${listed().join(', ')}.`,
    );
  const places = new Map<Column, number>();
  for (const [i, name] of header.entries()) {
    const column = known.get(bare(name));
    if (column === undefined)
      return refuse(
        'invalid-input',
        `The header '${name.slice(0, 80)}' in column ${i + 1} is not known.`,
        `Rename or remove it. Known: ${listed().join(', ')}.`,
      );
    if (places.has(column))
      return refuse('invalid-input', `The header '${column}' stands twice.`, 'Keep one of the two columns.');
    places.set(column, i);
  }
  for (const column of ['account_number', 'name'] as const)
    if (!places.has(column))
      refuse(
        'invalid-input',
        `The header '${column}' is missing.`,
        'Add the column; the first line holds the headers.',
      );
  return places;
};
