import { told } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { record } from '../../../ledger/record.ts';
import type { Block } from '../blocks.ts';
import { factsOfBlocks } from '../give.ts';
import { holdersOf, insertRights, type NewRight, saltsOf } from '../rights.ts';
import { type Joined, joinRows } from './join.ts';
import type { RefusedRow, RightRow } from './row.ts';

/** What became of a row that was not refused. */
type WrittenRow = { readonly line: number; readonly outcome: 'accepted' | 'unchanged' };
export type RowResult = WrittenRow | RefusedRow;

const rightOf = (ctx: Ctx, { rows, firstNumber, lastNumber }: Joined, verifiedBy: string | null): NewRight[] =>
  rows.slice(0, 1).map(({ line: _line, ...row }) => ({
    ...row,
    firstNumber,
    lastNumber,
    id: ctx.id(),
    verifiedBy,
    verifiedAt: verifiedBy === null ? null : ctx.at,
  }));

/** Writes what can be written; of the rest, rows that were joined are tried alone. */
const insertJoined = async (ctx: Ctx, joined: readonly Joined[], verifiedBy: string | null) => {
  const rights = joined.flatMap((one) => rightOf(ctx, one, verifiedBy));
  const ids = await insertRights(ctx, rights);
  const isWritten = (i: number): boolean => ids.has(rights[i]?.id ?? '');
  return {
    written: rights.filter((_, i) => isWritten(i)),
    rows: joined.flatMap(({ rows }, i) => (isWritten(i) ? rows : [])),
    left: joined.flatMap(({ rows }, i) => (isWritten(i) ? [] : rows)),
  };
};

/** Why the rows stand against a right: the same one written already, or another's. */
const judge = async (ctx: Ctx, rows: readonly RightRow[]): Promise<readonly RowResult[]> => {
  const holders = await holdersOf(ctx, rows);
  return rows.map((row, i): RowResult => {
    const holder = holders.get(i);
    // it ended in this very moment: the batch is tried again
    if (holder === undefined) throw Object.assign(new Error('a right ended meanwhile'), { code: '40001' });
    const same =
      holder.accountId === row.accountId &&
      holder.basis === row.basis &&
      holder.evidence === row.evidence &&
      holder.firstNumber <= row.firstNumber &&
      holder.lastNumber >= row.lastNumber;
    if (same) return { line: row.line, outcome: 'unchanged' };
    const since = told(ctx, holder.fromAt);
    return {
      line: row.line,
      field: 'number',
      reason: `belongs to ${holder.account} (${holder.basis}, since ${since})`,
    };
  });
};

const recordBatch = async (ctx: Ctx, rights: readonly NewRight[], lines: string): Promise<void> => {
  const byAccount = new Map<string, Block[]>();
  for (const right of rights) {
    const blocks = byAccount.get(right.accountId);
    if (blocks === undefined) byAccount.set(right.accountId, [right]);
    else blocks.push(right);
  }
  const salts = await saltsOf(ctx, [...byAccount.keys()]);
  const accounts = [...byAccount].map(([accountId, blocks]) => {
    const facts = factsOfBlocks(salts.get(accountId) ?? '', blocks);
    return [accountId, facts.blocks, facts.numbers, facts.numbersHash];
  });
  const verified = rights[0]?.verifiedAt != null;
  await record(ctx, { kind: 'numbers.imported', subject: lines, happenedAt: ctx.at, facts: { accounts, verified } });
};

/** Writes a batch of rows and its evidence in the caller's transaction; what becomes of each, in the order of the file. */
export const write = async (
  ctx: Ctx,
  rows: readonly RightRow[],
  verifiedBy: string | null,
): Promise<readonly RowResult[]> => {
  const first = await insertJoined(ctx, joinRows(rows), verifiedBy);
  const alone = first.left.map((row): Joined => ({ ...row, rows: [row] }));
  const second = await insertJoined(ctx, alone, verifiedBy);
  const judged = await judge(ctx, second.left);
  const rights = [...first.written, ...second.written];
  const lines = `lines:${rows[0]?.line ?? 0}-${rows.at(-1)?.line ?? 0}`;
  if (rights.length > 0) await recordBatch(ctx, rights, lines);
  const accepted = [...first.rows, ...second.rows].map((row): RowResult => ({ line: row.line, outcome: 'accepted' }));
  return [...accepted, ...judged].sort((a, b) => a.line - b.line);
};
