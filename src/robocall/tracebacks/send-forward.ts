import { z } from 'zod';
import { plainMail } from '../../carriers/mail/plain-mail.ts';
import { mailSettingOf, serverOf } from '../../carriers/mail/settings.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { outward } from '../../kernel/operation.ts';
import { HOUR } from '../../kernel/time.ts';
import { record } from '../../ledger/record.ts';
import type { Mail, MailServer } from '../../outside/mail-out.ts';
import type { Outside } from '../../outside/outside.ts';
import { tracebackLaw } from './clock.ts';
import { forwardedCall, type TraceForward } from './record.ts';

type Task = { readonly forward: TraceForward; readonly server: MailServer; readonly mail: Mail };

const open = (ctx: Ctx, forwardId: string): Promise<TraceForward | undefined> =>
  ctx.tx
    .selectFrom('traceForward')
    .selectAll()
    .where('id', '=', forwardId)
    .where('state', 'in', ['wanted', 'trying'])
    .forUpdate()
    .executeTakeFirst();

/** What we ask the provider, in a mail that it can answer without a portal. */
export const forwardWords = (
  { id: forwardId, downstream, call: raw, why }: TraceForward,
  carrier: string,
): { readonly subject: string; readonly text: string } => {
  const call = forwardedCall.parse(raw);
  return {
    subject: `Trace forward ${forwardId}: where did this call go?`,
    text: `To ${downstream}:

We handed you a call and ask to whom you handed it, or who your customer is that received it.

Reference: ${forwardId}
Call date/time: ${call.at}
Calling number: ${call.calling}
Called number: ${call.called}
Handed over by: ${carrier}
Call-ID: ${call.callKey ?? 'not known'}

Why: ${why}

Please answer this mail within 24 hours, as 47 CFR 64.1200(n)(1) asks of every provider in the path of a traceback. These call records are given under 47 U.S.C. 222(d)(2) and for this purpose only.
`,
  };
};

const settle = async (
  ctx: Ctx,
  { id: forwardId }: TraceForward,
  state: 'sent' | 'by-hand',
  reference: string | null,
) => {
  await ctx.tx.updateTable('traceForward').set({ state, reference }).where('id', '=', forwardId).execute();
  await record(ctx, {
    kind: 'trace-forward.sent',
    subject: `trace-forward:${forwardId}`,
    happenedAt: ctx.at,
    facts: { state, reference },
  });
};

/** What no e-mail carried, a person sends. */
const byHand = async (ctx: Ctx, forward: TraceForward, because: string): Promise<void> => {
  await openTask(ctx, {
    kind: 'trace-forward',
    subject: `trace-forward:${forward.id}`,
    why: `Ask the provider by telephone or its portal where the call went: ${because}.`,
    role: 'network',
    dueAt: ctx.at + HOUR,
    key: forward.id,
  });
  await settle(ctx, forward, 'by-hand', null);
};

/** Asks a provider by e-mail, once; one that a crash left in doubt goes again: asked twice harms nobody. */
export const sendForward = outward({
  says: 'Ask the provider to whom we handed a call where it went, by e-mail; where none can be sent, a task stands instead',
  law: tracebackLaw,
  takes: z.strictObject({ forwardId: id }),
  async prepare(ctx: Ctx, { forwardId }): Promise<Task | null> {
    const forward = await open(ctx, forwardId);
    if (forward === undefined) return null;
    const setting = await mailSettingOf(ctx);
    if (setting === null) {
      await byHand(ctx, forward, 'no mail server is entered');
      return null;
    }
    await ctx.tx.updateTable('traceForward').set({ state: 'trying' }).where('id', '=', forwardId).execute();
    const words = forwardWords(forward, ctx.carrier.name);
    return {
      forward,
      server: await serverOf(ctx, setting),
      mail: plainMail(setting, forwardId, forward.contact, words),
    };
  },
  reach: ({ sendMail }: Outside, { server, mail }) => sendMail(server, [mail]),
  async run(ctx: Ctx, { forward, mail }, [sent]) {
    // another try of it may have ended first
    if ((await open(ctx, forward.id)) === undefined) return;
    if (sent?.outcome === 'accepted') return settle(ctx, forward, 'sent', mail.messageId);
    return byHand(ctx, forward, 'the mail server did not take the message');
  },
});
