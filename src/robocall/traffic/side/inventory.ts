import type { Zone } from '../../../kernel/time.ts';
import { blockIn } from '../../numbers/parse-block.ts';
import type { Fields } from '../cdr/documents.ts';
import { beginningOf, endOf } from './moment.ts';
import { textIn } from './read-objects.ts';

/** Who may show which numbers from when until when. */
export type Right = {
  readonly first: number;
  readonly last: number;
  readonly account: string;
  readonly fromMs: number;
  readonly untilMs: number;
};

const blockOf = (fields: Fields) => {
  const one = textIn(fields, 'number');
  if (one !== null) return blockIn(one);
  const first = textIn(fields, 'from');
  const last = textIn(fields, 'to') ?? first;
  return first === null ? null : blockIn(`${first}..${last}`);
};

/** Reads {"number"|"from","to","account","since","until"}; an open beginning or end is always. */
export const readRight =
  (zone: Zone) =>
  (fields: Fields): Right | string => {
    const account = textIn(fields, 'account');
    if (account === null) return "'account' is missing: name whose number it is";
    const block = blockOf(fields);
    if (block === null) return "'number' is missing: write +15155550100, or a range as 'from' and 'to'";
    if ('wrong' in block) return `'number' ${block.wrong}. ${block.fix}`;
    const since = textIn(fields, 'since');
    const until = textIn(fields, 'until');
    const fromMs = since === null ? Number.NEGATIVE_INFINITY : beginningOf(since, zone);
    const untilMs = until === null ? Number.POSITIVE_INFINITY : endOf(until, zone);
    if (fromMs === null || untilMs === null)
      return `'${fromMs === null ? 'since' : 'until'}' is neither a date nor an instant: write 2026-03-10`;
    return { first: block.firstNumber, last: block.lastNumber, account, fromMs, untilMs };
  };
