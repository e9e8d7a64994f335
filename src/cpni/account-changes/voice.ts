import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { hashOfToken, token } from '../../kernel/token.ts';
import { language } from '../customers/record.ts';
import type { AccountNotice } from './record.ts';
import { type Change, changeOf, recordNotice } from './store.ts';
import { asTold, tellAgain } from './tell.ts';

const law = ['47 CFR 64.2010(f)'];

/** The notice that a call is about, held. */
const noticeOfCall = async (ctx: Ctx, given: string): Promise<{ notice: AccountNotice; change: Change }> => {
  const notice = found(
    await ctx.tx
      .selectFrom('accountNotice')
      .selectAll()
      .where('tokenHash', '=', hashOfToken(given))
      .forUpdate()
      .executeTakeFirst(),
    'call',
  );
  return { notice, change: found(await changeOf(ctx, notice.changeId), 'account change') };
};

export const speakChange = operation({
  http: 'POST /v1/account-notices:speak',
  says: 'Say the words that a call about an account change brings: which kind of thing was changed and what to do, nothing of the change itself; it has told the customer where a person hears them, or a mailbox after its tone',
  law,
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({ token, heardBy: z.enum(['person', 'mailbox', 'unknown']) }),
  gives: z.strictObject({ language, words: z.string() }),
  async run(ctx: Ctx, { token: given, heardBy }) {
    const { notice, change } = await noticeOfCall(ctx, given);
    // what was given up as in doubt may be answered late
    if (heardBy !== 'unknown' && (notice.state === 'trying' || notice.state === 'unknown')) {
      const spoken = await ctx.tx
        .updateTable('accountNotice')
        .set({ state: 'sent', sentAt: ctx.at })
        .where('id', '=', notice.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await recordNotice(ctx, change, spoken);
    }
    return asTold(ctx, change);
  },
});

export const changeCallOver = operation({
  http: 'POST /v1/account-notices:call-over',
  says: 'Take the report that a call about an account change is over; one that no person and no mailbox heard has the next way tried',
  law,
  may: ['network'],
  by: 'anyone',
  takes: z.strictObject({ token }),
  gives: z.strictObject({ spoken: z.boolean() }),
  async run(ctx: Ctx, { token: given }) {
    const { notice, change } = await noticeOfCall(ctx, given);
    const open = notice.state === 'trying';
    const ended = await ctx.tx
      .updateTable('accountNotice')
      .set(open ? { state: 'failed', tokenHash: null } : { tokenHash: null })
      .where('id', '=', notice.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (open) await recordNotice(ctx, change, ended);
    if (open) await tellAgain(ctx, change.id, notice.try);
    return { spoken: notice.state === 'sent' };
  },
});
