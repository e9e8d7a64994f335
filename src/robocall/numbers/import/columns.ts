import { refuse } from '../../../kernel/problem.ts';

/** The columns of a file of rights, each with its spellings; the first is its name. */
const spellings = {
  account: ['account', 'accountname', 'accountid', 'customer'],
  number: ['number', 'tn', 'did', 'telephonenumber', 'phonenumber', 'first', 'from'],
  last: ['last', 'to', 'lastnumber'],
  basis: ['basis', 'right'],
  evidence: ['evidence', 'order', 'reference', 'portorder'],
  since: ['since', 'validfrom', 'startdate', 'effectiveon'],
  until: ['until', 'validuntil', 'lastday', 'enddate', 'expires'],
} as const;

export type Column = keyof typeof spellings;

const known: ReadonlyMap<string, Column> = new Map(
  listed().flatMap((column) => spellings[column].map((spelling): [string, Column] => [spelling, column])),
);

function listed(): Column[] {
  return Object.keys(spellings).filter((name): name is Column => name in spellings);
}

const required: readonly Column[] = ['number', 'basis', 'evidence'];

/** Where each column stands; an unknown, doubled or missing one is a problem that names it: a lost last day would be a right for ever. */
export const placesOf = (header: readonly string[], account: 'in the file' | 'given'): ReadonlyMap<Column, number> => {
  const places = new Map<Column, number>();
  for (const [i, name] of header.entries()) {
    const column = known.get(name.toLowerCase().replace(/[^a-z]/g, ''));
    if (column === undefined)
      return refuse(
        'invalid-input',
        `The header of column ${i + 1} is not known.`,
        `Rename or remove it. Known: ${listed().join(', ')}.`,
      );
    if (places.has(column)) refuse('invalid-input', `The column '${column}' stands twice.`, 'Keep one of the two.');
    places.set(column, i);
  }
  for (const column of [...required, ...(account === 'given' ? [] : (['account'] as const))])
    if (!places.has(column))
      refuse('invalid-input', `The column '${column}' is missing.`, 'Add it; the first line holds the headers.');
  return places;
};
