import { z } from 'zod';
import { type Asking, askingOf, noteKept, noteMarked } from '../../carriers/mailbox/fetched.ts';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { outward } from '../../kernel/operation.ts';
import type { Fetched } from '../../outside/mail-in.ts';
import type { Outside } from '../../outside/outside.ts';
import { keep } from './keep.ts';
import { readSettings, secretName } from './store.ts';

const keepOne = async (
  ctx: Ctx,
  asking: Asking,
  uidValidity: number,
  message: Fetched['messages'][number],
): Promise<void> => {
  const kept = await keep(ctx, {
    raw: message.raw,
    identity: message.raw,
    via: 'mailbox',
    receivedAt: message.at,
    recipients: [],
  });
  await noteKept(ctx, asking, { uidValidity, uid: message.uid, as: { returnedId: kept.id, tracebackMailId: null } });
  // each is read in a transaction of its own: one that fails does not hold back the others
  if (kept.outcome === 'recorded')
    await later(ctx, { does: 'returns.read', input: { returnedId: kept.id }, from: ctx.at, key: kept.id });
};

export const poll = outward<Ctx, Outside, z.ZodType<Record<string, never>>, Asking, Fetched>({
  says: 'Fetch returned mail from the mailbox; a message is marked as seen there only after it is kept here',
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2008(d)(3)(iii)'],
  takes: z.strictObject({}),
  async prepare(ctx) {
    const { mailbox } = await readSettings(ctx);
    return mailbox === null ? null : askingOf(ctx, mailbox, secretName);
  },
  reach: (outside, { mailbox, marks }) => outside.fetchMail(mailbox, marks),
  async run(ctx, asking, { uidValidity, messages }) {
    await noteMarked(ctx, asking);
    for (const message of messages) await keepOne(ctx, asking, uidValidity, message);
    // the next one marks these, and fetches what is left
    if (messages.length > 0) await later(ctx, { does: 'returns.poll', input: {}, from: ctx.at, key: ctx.id() });
  },
});
