import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { found } from '../../kernel/problem.ts';
import { type Finding, noStrikes, type Signed, type StrikeState } from '../../law/questions/strike-consequence.ts';
import { knownAccount } from '../accounts/known.ts';
import type { strikeEventRow, strikeFindingRow } from './record.ts';

export type StrikeFinding = z.output<typeof strikeFindingRow>;
export type StrikeEventRow = z.output<typeof strikeEventRow>;

/** The strikes of an account as they stand: the law's state, the rows behind its findings in their order, and the last place given. */
export type Known = {
  readonly accountId: string;
  readonly seq: number;
  readonly state: StrikeState;
  readonly rows: readonly StrikeFinding[];
};

type Signature = Signed & { readonly at: number };

const signatureOf = (event: StrikeEventRow | undefined): Signature | null =>
  event === undefined ? null : { at: event.at, by: event.signerName ?? '', reason: event.reason ?? '' };

const findingOf = (row: StrikeFinding, events: ReadonlyMap<number, StrikeEventRow>): Finding => ({
  number: row.number,
  openedAt: row.openedAt,
  lastCallAt: row.lastCallAt,
  warned: events.get(row.warnedSeq ?? 0)?.at ?? 'pending',
  voided: signatureOf(events.get(row.voidedSeq ?? 0)),
  exception: signatureOf(events.get(row.exceptionSeq ?? 0)),
});

/** The events of an account in their order. */
export const eventsOf = (ctx: Ctx, accountId: string): Promise<StrikeEventRow[]> =>
  ctx.tx.selectFrom('strikeEvent').selectAll().where('accountId', '=', accountId).orderBy('seq').execute();

/** The strikes of an account; none where nothing ever happened. */
export const knownOf = async (ctx: Ctx, accountId: string): Promise<Known> => {
  await knownAccount(ctx, accountId);
  const none: Known = { accountId, seq: 0, state: noStrikes, rows: [] };
  const strikes = await ctx.tx
    .selectFrom('strikeAccount')
    .selectAll()
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  if (strikes === undefined) return none;
  const rows = await ctx.tx
    .selectFrom('strikeFinding')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('number')
    .execute();
  const events = new Map((await eventsOf(ctx, accountId)).map((event) => [event.seq, event]));
  const findings = rows.map((row) => findingOf(row, events));
  const closedAt = events.get(strikes.closedSeq ?? 0)?.at ?? null;
  return { ...none, seq: strikes.lastSeq, state: { findings, closedAt }, rows };
};

/** The same, with the account locked until the transaction ends: what happens to it goes one after the other. */
export const lockedStrikes = async (ctx: Ctx, accountId: string): Promise<Known> => {
  // that of the accounts: holds are placed and ended under it
  await ctx.tx.selectFrom('voiceAccount').select('id').where('id', '=', accountId).forUpdate().executeTakeFirst();
  return knownOf(ctx, accountId);
};

/** A finding by its id. */
export const findingNamed = async (ctx: Ctx, findingId: string): Promise<StrikeFinding> =>
  found(await ctx.tx.selectFrom('strikeFinding').selectAll().where('id', '=', findingId).executeTakeFirst(), 'finding');
