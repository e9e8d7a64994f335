import type { Zone } from '../../../kernel/time.ts';
import { toNumber } from '../../numbers/normalise.ts';
import type { Fields } from '../cdr/documents.ts';
import { beginningOf } from './moment.ts';
import { textIn } from './read-objects.ts';

/** Somebody complained of calls that showed a number. */
export type Complaint = { readonly number: number; readonly atMs: number };

/** A call that the traceback consortium or an agency asks about. */
export type Traceback = { readonly called: number; readonly calling: number; readonly atMs: number };

const numberIn = (fields: Fields, name: string): number | null => {
  const text = textIn(fields, name);
  return text === null ? null : toNumber(text);
};

/** Reads {"number","at"}; `at` is when it was complained or called, whichever the file tells. */
export const readComplaint =
  (zone: Zone) =>
  (fields: Fields): Complaint | string => {
    const number = numberIn(fields, 'number');
    if (number === null) return "'number' is no telephone number: write +15155550100";
    const atMs = beginningOf(textIn(fields, 'at') ?? '', zone);
    return atMs === null ? "'at' is neither a date nor an instant: write 2026-03-10T14:02:11Z" : { number, atMs };
  };

/** Reads {"calledNumber","callingNumber","at"}. */
export const readTraceback =
  (zone: Zone) =>
  (fields: Fields): Traceback | string => {
    const called = numberIn(fields, 'calledNumber');
    const calling = numberIn(fields, 'callingNumber');
    if (called === null || calling === null)
      return `'${called === null ? 'calledNumber' : 'callingNumber'}' is no telephone number: write +15155550100`;
    const atMs = beginningOf(textIn(fields, 'at') ?? '', zone);
    return atMs === null
      ? "'at' is neither a date nor an instant: write 2026-03-10T14:02:11Z"
      : { called, calling, atMs };
  };
