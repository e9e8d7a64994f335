import { mostInBlock } from '../cut.ts';
import type { RightRow } from './row.ts';

/** Rows that become one right. */
export type Joined = { readonly rows: readonly RightRow[]; readonly firstNumber: number; readonly lastNumber: number };

const follows = (joined: Joined, row: RightRow): boolean => {
  const before = joined.rows[0];
  return (
    before !== undefined &&
    row.firstNumber === joined.lastNumber + 1 &&
    row.lastNumber - joined.firstNumber < mostInBlock &&
    row.accountId === before.accountId &&
    row.basis === before.basis &&
    row.evidence === before.evidence &&
    row.fromAt === before.fromAt &&
    row.untilAt === before.untilAt
  );
};

/** Joins rows that follow each other in the file and in the numbers, where all else is the same, to blocks of at most an exchange. */
export const joinRows = (rows: readonly RightRow[]): readonly Joined[] => {
  const joined: { rows: RightRow[]; firstNumber: number; lastNumber: number }[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (last !== undefined && follows(last, row)) {
      last.rows.push(row);
      last.lastNumber = row.lastNumber;
    } else joined.push({ rows: [row], firstNumber: row.firstNumber, lastNumber: row.lastNumber });
  }
  return joined;
};
