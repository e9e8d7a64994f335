import { z } from 'zod';
import { serverAnswers, serverIsDown } from '../../carriers/mail/outage.ts';
import { mailSettings, serverOf } from '../../carriers/mail/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import type { MailServer, Sent } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { mayWriteToCustomersAbout } from '../breaches/hold.ts';
import { accept } from './accept.ts';
import { wantBatch } from './runs.ts';
import { nextTryOf, type Tried, takeBatch } from './take-batch.ts';
import { giveUpCrashed, putOff, sendAgain, toLetter } from './turn.ts';

type Task = {
  readonly runId: string;
  readonly lane: number;
  readonly server: MailServer;
  readonly tried: readonly Tried[];
};

const hour = 3_600_000;

/** Whether the run's messages may go out now; a hold of a breach they tell of keeps them, and is asked about again every hour. */
const mayGo = async (ctx: Ctx, runId: string, lane: number): Promise<boolean> => {
  const run = await ctx.tx
    .selectFrom('sendingRun')
    .select(['state', 'breachId'])
    .where('id', '=', runId)
    .executeTakeFirst();
  if (run?.state !== 'approved') return false;
  if (run.breachId === null || (await mayWriteToCustomersAbout(ctx, run.breachId)).may === 'yes') return true;
  await wantBatch(ctx, runId, lane, ctx.at + hour);
  return false;
};

/** Sends the next batch of an approved run: who still agrees to e-mail gets one, everybody else a letter. */
export const sendBatch = outward({
  says: 'Send the next e-mails of a notice; a wait begins only with the mail server’s acceptance, and what is in doubt becomes a letter',
  law: ['47 CFR 64.2008(d)(3)(i)', '47 CFR 64.2008(d)(1)'],
  takes: z.strictObject({ runId: id, lane: z.int().min(0) }),
  async prepare(ctx: Ctx, { runId, lane }): Promise<Task | null> {
    await giveUpCrashed(ctx, runId, lane);
    if (!(await mayGo(ctx, runId, lane))) return null;
    const setting = await mailSettings(ctx);
    const tried = await takeBatch(ctx, setting, runId, lane);
    if (tried.length > 0) return { runId, lane, server: await serverOf(ctx, setting), tried };
    const from = await nextTryOf(ctx, runId);
    if (from !== null) await wantBatch(ctx, runId, lane, from);
    return null;
  },
  async reach({ sendMail }: Outside, { server, tried }) {
    return sendMail(
      server,
      tried.map(({ mail }) => mail),
    );
  },
  async run(ctx: Ctx, { runId, lane, tried }, sent) {
    const outcomes = tried.map((one, n) => ({
      ...one,
      sent: sent[n] ?? { outcome: 'unknown' as const, code: '', at: ctx.at },
    }));
    const of = (outcome: Sent['outcome']) => outcomes.filter((one) => one.sent.outcome === outcome);
    const ids = (outcome: Sent['outcome']) => of(outcome).map(({ message }) => message.id);
    await accept(ctx, of('accepted'));
    await toLetter(ctx, ids('refused'), 'the mail server refused it');
    await toLetter(ctx, ids('unknown'), 'it is not known whether the e-mail went out');
    await putOff(ctx, of('later'));
    await sendAgain(ctx, ids('unsent'));
    const down = outcomes.every((one) => one.sent.outcome === 'unsent');
    if (!down) await serverAnswers(ctx);
    await wantBatch(ctx, runId, lane, down ? await serverIsDown(ctx) : ctx.at);
  },
});
