import { dayOfDate, type Zone } from '../../../kernel/time.ts';
import type { Block } from '../blocks.ts';
import { mostInBlock } from '../cut.ts';
import { isTollFree } from '../normalise.ts';
import { possibleBlockIn } from '../parse-block.ts';
import { rightBasis } from '../record.ts';
import type { Basis } from '../rights.ts';

import type { Column } from './columns.ts';

/** A row that can be written. Instants are epoch ms. */
export type RightRow = Block & {
  readonly line: number;
  readonly accountId: string;
  readonly basis: Basis;
  readonly evidence: string;
  readonly fromAt: number;
  readonly untilAt: number | null;
};

/** Why a row is refused: the column and what is wrong with it. Another account's name stands in it, never a number. */
export type RefusedRow = { readonly line: number; readonly field: Column | 'row'; readonly reason: string };

/** What every row is read against. */
export type Reading = {
  readonly places: ReadonlyMap<Column, number>;
  /** open accounts by id and by name in small letters */
  readonly accounts: ReadonlyMap<string, string>;
  /** the account of all rows, or null where the file names it */
  readonly accountId: string | null;
  readonly zone: Zone;
  readonly at: number;
};

/** Reads one row of the file: the first thing wrong with it, or what to write. */
export const readRow = (reading: Reading, line: number, cells: readonly string[]): RightRow | RefusedRow => {
  const text = (column: Column): string => (cells[reading.places.get(column) ?? -1] ?? '').trim();
  const refused = (field: RefusedRow['field'], reason: string): RefusedRow => ({ line, field, reason });
  const accountId = reading.accountId ?? reading.accounts.get(text('account').toLowerCase());
  if (accountId === undefined) return refused('account', 'is no open account: give its name or id');
  const last = text('last');
  const block = possibleBlockIn(last === '' ? text('number') : `${text('number')}..${last}`);
  if ('wrong' in block) return refused('number', `${block.wrong}. ${block.fix}`);
  if (block.lastNumber - block.firstNumber >= mostInBlock)
    return refused('number', `is over ${mostInBlock} numbers: write a line an exchange`);
  const basis = rightBasis.safeParse(text('basis').toLowerCase());
  if (!basis.success) return refused('basis', `is none of ${rightBasis.options.join(', ')}`);
  if (basis.data === 'toll-free' && !isTollFree(block)) return refused('number', 'is not toll-free');
  if (basis.data !== 'toll-free' && isTollFree(block))
    return refused('basis', 'is toll-free for a toll-free number: its responsible organization gives the right');
  const evidence = text('evidence');
  if (evidence === '' || evidence.length > 500) return refused('evidence', 'is empty or over 500 characters');
  const [since, until] = [text('since'), text('until')];
  const fromDay = dayOfDate(since);
  if (since !== '' && fromDay === null) return refused('since', 'is no date; write YYYY-MM-DD');
  const untilDay = dayOfDate(until);
  if (until !== '' && untilDay === null) return refused('until', 'is no date; write YYYY-MM-DD');
  if (until === '' && basis.data === 'letter') return refused('until', 'is empty: a letter has a last day');
  const fromAt = fromDay === null ? reading.at : reading.zone.startOf(fromDay);
  const untilAt = untilDay === null ? null : reading.zone.startOf(untilDay + 1);
  if (untilAt !== null && untilAt <= fromAt) return refused('until', 'lies before the right begins');
  return { line, accountId, ...block, basis: basis.data, evidence, fromAt, untilAt };
};
