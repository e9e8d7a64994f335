import { z } from 'zod';
import { serverAnswers, serverIsDown } from '../../carriers/mail/outage.ts';
import { faultOfMail, mailSettings, serverOf } from '../../carriers/mail/settings.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import type { MailServer, Sent } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { accept } from './accept.ts';
import { holdOn } from './breach-hold.ts';
import { type Run, steadyRun, wantBatch } from './runs.ts';
import { nextTryOf, type Tried, takeBatch } from './take-batch.ts';
import { giveUpCrashed, hungUp, inDoubt, putOff, sendAgain, toLetter, wakeHungUp } from './turn.ts';

type Task = {
  readonly runId: string;
  readonly lane: number;
  readonly server: MailServer;
  /** Since when it has taken nothing, as far as is known; null while it does. */
  readonly downSince: number | null;
  readonly tried: readonly Tried[];
};

const hour = 3_600_000;
// what is wrong with the mail domains is looked up every hour; a mended one soon after
const untilLookedUp = 5 * 60_000;
// another sending may find out meanwhile that the server answers again
const longestRest = hour / 2;

/** Whether the run's messages may go out now; a hold of a breach they tell of keeps them, and is asked about again every hour. */
const mayGo = async (ctx: Ctx, run: Run, lane: number): Promise<boolean> => {
  if (run.state !== 'approved') return false;
  if ((await holdOn(ctx, run)) === null) return true;
  await wantBatch(ctx, run.id, lane, ctx.at + hour);
  return false;
};

/**
 * When to try again (epoch ms), by what a batch tells of its server. One message alone on which it hung up tells nothing: the fault may
 * be the message's.
 */
const nextFrom = async (ctx: Ctx, { downSince }: Task, outcomes: readonly Sent['outcome'][]): Promise<number> => {
  if (outcomes.some((one) => one !== 'unsent' && one !== 'hung-up')) {
    // found down since then by another lane, it is asked with one message that says so the next time
    if (downSince !== null && (await serverAnswers(ctx)) === 'again') await wakeHungUp(ctx);
    return ctx.at;
  }
  const [first, ...others] = outcomes;
  return first === 'hung-up' && others.length === 0 && downSince === null ? ctx.at : serverIsDown(ctx);
};

/** Whether another worker has given up what this one was trying: it took the lane over, and the lane goes on there. */
const takenOver = async (ctx: Ctx, lane: number, tried: readonly Tried[]): Promise<boolean> => {
  const ids = tried.map(({ message }) => message.id);
  const ours = await ctx.tx
    .selectFrom('message')
    .select('id')
    .where('id', 'in', ids)
    .where('state', '=', 'trying')
    .where('lane', '=', lane)
    .limit(1)
    .executeTakeFirst();
  return ours === undefined;
};

/** Sends the next batch of an approved run: who still agrees to e-mail gets one, everybody else a letter. */
export const sendBatch = outward({
  says: 'Send the next e-mails of a notice; a wait begins only with the mail server’s acceptance, and what is in doubt becomes a letter',
  law: ['47 CFR 64.2008(d)(3)(i)', '47 CFR 64.2008(d)(1)'],
  takes: z.strictObject({ runId: id, lane: z.int().min(0) }),
  async prepare(ctx: Ctx, { runId, lane }): Promise<Task | null> {
    const run = await steadyRun(ctx, runId);
    await giveUpCrashed(ctx, runId, lane);
    if (!(await mayGo(ctx, run, lane))) return null;
    const setting = await mailSettings(ctx);
    if (faultOfMail(setting) !== null) {
      await wantBatch(ctx, runId, lane, ctx.at + untilLookedUp);
      return null;
    }
    const tried = await takeBatch(ctx, setting, runId, lane);
    const { downSince } = setting;
    if (tried.length > 0) return { runId, lane, server: await serverOf(ctx, setting), downSince, tried };
    const from = await nextTryOf(ctx, runId);
    if (from !== null) await wantBatch(ctx, runId, lane, Math.min(from, ctx.at + longestRest));
    return null;
  },
  async reach({ sendMail }: Outside, { server, tried }) {
    return sendMail(
      server,
      tried.map(({ mail }) => mail),
    );
  },
  async run(ctx: Ctx, task, sent) {
    const { runId, lane, tried } = task;
    const outcomes = tried.map((one, n) => ({
      ...one,
      sent: sent[n] ?? { outcome: 'unknown' as const, code: '', at: ctx.at },
    }));
    const of = (outcome: Sent['outcome']) => outcomes.filter((one) => one.sent.outcome === outcome);
    const ids = (outcome: Sent['outcome']) => of(outcome).map(({ message }) => message.id);
    await steadyRun(ctx, runId);
    const late = await takenOver(ctx, lane, tried);
    await accept(ctx, of('accepted'));
    await toLetter(ctx, ids('refused'), 'the mail server refused it');
    await toLetter(ctx, ids('unknown'), inDoubt);
    await putOff(ctx, of('later'));
    await hungUp(ctx, of('hung-up'));
    await sendAgain(ctx, ids('unsent'));
    const said = outcomes.map((one) => one.sent.outcome);
    const from = await nextFrom(ctx, task, said);
    if (!late) await wantBatch(ctx, runId, lane, from);
  },
});
