import { sql } from 'kysely';
import type { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { strikeService, strikeStanding } from '../../law/questions/strike-consequence.ts';
import type { strikeNoticeRow } from './record.ts';
import { findingNamed, knownOf } from './store.ts';
import { strikeWords } from './words.ts';

export type StrikeNotice = z.output<typeof strikeNoticeRow>;

const numbersOf = async (ctx: Ctx, findingId: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ calling: string }>`
    select distinct r.calling from (
      select refusal_id, carrier_id from strike_call where finding_id = ${findingId} order by seq limit 1000) c
    join gate_refusal r on r.carrier_id = c.carrier_id and r.id = c.refusal_id
    where r.calling <> '(purged)' order by 1 limit 5`.execute(ctx.tx);
  return rows.map(({ calling }) => calling);
};

/** A notice in words, of the finding as it stands now. */
export const wordsOf = async (ctx: Ctx, { findingId, accountId, kind }: StrikeNotice) => {
  const finding = await findingNamed(ctx, findingId);
  const { state } = await knownOf(ctx, accountId);
  const { name } = await ctx.tx
    .selectFrom('voiceAccount')
    .select('name')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return strikeWords(kind, {
    account: name,
    carrier: ctx.carrier.name,
    calls: finding.calls,
    firstCall: told(ctx, finding.openedAt),
    lastCall: told(ctx, finding.lastCallAt),
    numbers: await numbersOf(ctx, findingId),
    service: strikeService[strikeStanding(state)],
  });
};
