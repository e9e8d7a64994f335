import { type Finding, samplesOf } from '../../../carriers/promises/controls.ts';

/** A record of the period with whether it keeps the promise. */
export type Judged = { readonly id: string; readonly good: boolean };

/** What records of one kind say together: broken by one, kept by all, untested where there are none. */
export const judge = (kind: string, rows: readonly Judged[], good: string, bad: string, none: string): Finding => {
  const wrong = rows.filter((row) => !row.good);
  const counts = { [`${kind}s`]: rows.length, wrong: wrong.length };
  if (rows.length === 0) return { status: 'untested', because: none, counts, samples: [] };
  if (wrong.length > 0)
    return { status: 'not kept', because: `${bad}: ${wrong.length}`, counts, samples: samplesOf(kind, wrong) };
  return { status: 'kept', because: `${good}: ${rows.length}`, counts, samples: samplesOf(kind, rows) };
};
