import type { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { standingFindings, strikeStanding } from '../../law/questions/strike-consequence.ts';
import { endHold, placeHold, terminateInstead } from '../accounts/hold.ts';
import { takeBackLetters } from '../customer-letters/want.ts';
import type { strikeNoticeRow } from './record.ts';
import type { Known, StrikeFinding } from './store.ts';

type Kind = z.output<typeof strikeNoticeRow>['kind'];

/** The latest finding that stands, as a row. */
export const latestStanding = ({ state, rows }: Known): StrikeFinding | undefined =>
  rows[(standingFindings(state).at(-1)?.number ?? 0) - 1];

const heldBy = (ctx: Ctx, accountId: string) =>
  ctx.tx
    .selectFrom('accountHold')
    .select('sourceId')
    .distinct()
    .where('accountId', '=', accountId)
    .where('source', '=', 'strikes')
    .where('endedAt', 'is', null)
    .execute();

/** The account is held as its strikes want it: what is to hold is placed before what no longer holds ends. */
const holdAsOrdered = async (ctx: Ctx, known: Known): Promise<void> => {
  const { accountId, state } = known;
  const standing = strikeStanding(state);
  const latest = latestStanding(known);
  const held = standing === 'termination-ordered' || standing === 'closed' ? latest : undefined;
  if (held !== undefined) {
    const by = { accountId, source: 'strikes', sourceId: held.id } as const;
    if (standing === 'closed')
      await terminateInstead(ctx, {
        ...by,
        reason: `Service ended upon its finding ${held.number} of a wrong caller ID.`,
      });
    else
      await placeHold(ctx, {
        ...by,
        kind: 'suspended',
        reason: `Termination is ordered upon its finding ${held.number} of a wrong caller ID, after a warning.`,
      });
  }
  const reason = standing === 'excepted' ? 'an officer signed an exception' : 'a finding behind it was voided';
  for (const { sourceId } of await heldBy(ctx, accountId))
    if (sourceId !== (held?.id ?? null)) await endHold(ctx, { accountId, source: 'strikes', sourceId, reason });
};

const want = async (ctx: Ctx, finding: StrikeFinding, kind: Kind): Promise<void> => {
  const row = { id: ctx.id(), accountId: finding.accountId, findingId: finding.id, kind, wantedAt: ctx.at };
  const added = await ctx.tx
    .insertInto('strikeNotice')
    .values({ ...row, state: 'wanted', reference: null, endedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added !== undefined)
    await later(ctx, { does: 'strikes.tell', input: { noticeId: row.id }, from: ctx.at, key: row.id });
};

/** What was not sent yet and is true no longer is not sent, on paper neither; whether something of it went before. */
const unsay = async (ctx: Ctx, { id }: StrikeFinding, kinds: readonly Kind[]): Promise<boolean> => {
  await ctx.tx
    .updateTable('strikeNotice')
    .set({ state: 'dropped', endedAt: ctx.at })
    .where('findingId', '=', id)
    .where('kind', 'in', [...kinds])
    .where('state', '=', 'wanted')
    .execute();
  const lettered = await ctx.tx
    .selectFrom('strikeNotice')
    .select('id')
    .where('findingId', '=', id)
    .where('kind', 'in', [...kinds])
    .where('state', '=', 'letter')
    .execute();
  for (const notice of lettered)
    if ((await takeBackLetters(ctx, 'strike', [notice.id])) > 0)
      await ctx.tx.updateTable('strikeNotice').set({ state: 'dropped' }).where('id', '=', notice.id).execute();
  const said = await ctx.tx
    .selectFrom('strikeNotice')
    .select('id')
    .where('findingId', '=', id)
    .where('kind', 'in', [...kinds])
    .where('state', '!=', 'dropped')
    .limit(1)
    .executeTakeFirst();
  return said !== undefined;
};

const sayWhatChanged = async (ctx: Ctx, before: Known, after: Known): Promise<void> => {
  for (const row of after.rows) {
    const old = before.rows[row.number - 1];
    if (row.voidedSeq !== null && old?.voidedSeq === null && (await unsay(ctx, row, ['warning', 'suspension'])))
      await want(ctx, row, 'withdrawal');
    if (row.exceptionSeq !== null && old?.exceptionSeq === null) {
      await unsay(ctx, row, ['suspension']);
      await want(ctx, row, 'exception');
    }
  }
  const latest = latestStanding(after);
  const standing = strikeStanding(after.state);
  if (latest === undefined) return;
  if (standing === 'warned' && latest.warnedSeq === null) await want(ctx, latest, 'warning');
  if (standing === 'termination-ordered') await want(ctx, latest, 'suspension');
  if (standing === 'closed') await want(ctx, latest, 'closing');
};

/** Does what follows from how an account's strikes stand now: its calls are held or carried, and its customer is told. */
export const settle = async (ctx: Ctx, before: Known, after: Known): Promise<void> => {
  await holdAsOrdered(ctx, after);
  await sayWhatChanged(ctx, before, after);
};
