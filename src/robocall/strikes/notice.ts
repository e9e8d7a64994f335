import { sql } from 'kysely';
import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { strikeService, strikeStanding } from '../../law/questions/strike-consequence.ts';
import { record } from '../../ledger/record.ts';
import { strikeLaw } from './act.ts';
import { strikeNoticeRow } from './record.ts';
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

export const readNotice = operation({
  http: 'GET /v1/strike-notices/{noticeId}',
  says: 'A notice of a finding in words, as it would be sent now, for the letter that a person writes',
  law: strikeLaw,
  may: ['network', 'compliance', 'officer'],
  by: 'anyone',
  takes: z.strictObject({ noticeId: id }),
  gives: z.strictObject({
    ...strikeNoticeRow.pick({ kind: true, state: true }).shape,
    subject: z.string(),
    text: z.string(),
  }),
  async run(ctx: Ctx, { noticeId }) {
    const row = await ctx.tx.selectFrom('strikeNotice').selectAll().where('id', '=', noticeId).executeTakeFirst();
    const notice = found(row, 'notice');
    // it names numbers that were shown
    await record(ctx, {
      kind: 'strikes.notice-read',
      subject: `voice-account:${notice.accountId}`,
      happenedAt: ctx.at,
      facts: { notice: noticeId, finding: notice.findingId },
    });
    return { kind: notice.kind, state: notice.state, ...(await wordsOf(ctx, notice)) };
  },
});
