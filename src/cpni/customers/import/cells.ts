import { dayOfDate } from '../../../kernel/time.ts';
import { localDate, startOfDate } from '../dates.ts';
import type { Column } from './columns.ts';

/** Why a row is rejected: the column and what is wrong, never the value. */
export type Reason = { readonly field: Column | 'row'; readonly reason: string };

/** The cells of one row by column, and what was found wrong in them so far. */
export type Cells = {
  /** The trimmed cell; empty where the file has no such column. */
  text(column: Column): string;
  /** A date `YYYY-MM-DD` that is not in the future, or null when blank. */
  date(column: Column): string | null;
  /** True, false, or null when blank. */
  flag(column: Column): boolean | null;
  wrong(field: Reason['field'], reason: string): void;
  readonly reasons: readonly Reason[];
};

const flags: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  y: true,
  t: true,
  '1': true,
  false: false,
  no: false,
  n: false,
  f: false,
  '0': false,
};

/** Reads one row; `at` (epoch ms) and zone say which dates lie in the future. */
export const cellsOf = (
  places: ReadonlyMap<Column, number>,
  row: readonly string[],
  zone: string,
  at: number,
): Cells => {
  const reasons: Reason[] = [];
  const today = localDate(zone, at);
  const wrong = (field: Reason['field'], reason: string): void => {
    reasons.push({ field, reason });
  };
  const text = (column: Column): string => {
    const place = places.get(column);
    return place === undefined ? '' : (row[place] ?? '').trim();
  };
  return {
    text,
    reasons,
    wrong,
    date(column) {
      const cell = text(column);
      if (cell === '') return null;
      if (dayOfDate(cell) === null) wrong(column, 'is no date; write YYYY-MM-DD');
      else if (cell > today) wrong(column, 'lies in the future');
      else return cell;
      return null;
    },
    flag(column) {
      const cell = text(column).toLowerCase();
      if (cell === '') return null;
      const value = flags[cell];
      if (value === undefined) wrong(column, 'is no flag; write true, false or nothing');
      return value ?? null;
    },
  };
};

/** First instant (epoch ms) of a date in the zone; null stays null. */
export const startOf = (zone: string, date: string | null): number | null =>
  date === null ? null : startOfDate(zone, date);
