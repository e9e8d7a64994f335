import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { secretOf } from '../../db/secrets.ts';
import { outward } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import type { Fetched, Mailbox, Marks } from '../../outside/mail-in.ts';
import type { Outside } from '../../outside/outside.ts';
import { keep } from './keep.ts';
import { readSettings, secretName } from './store.ts';

type Task = { readonly mailbox: Mailbox; readonly marks: Marks };

const nameOf = ({ host, user, folder }: Mailbox): string => `${user}@${host}/${folder}`;

/** What is kept here and not yet marked in the mailbox; only of one UIDVALIDITY, the newest. */
const unmarked = async (ctx: Ctx, mailbox: string): Promise<Marks> => {
  const rows = await ctx.tx
    .selectFrom('mailboxMessage')
    .select(['uidValidity', 'uid'])
    .where('mailbox', '=', mailbox)
    .where('markedAt', 'is', null)
    .orderBy('uidValidity', 'desc')
    .orderBy('uid')
    .limit(500)
    .execute();
  const uidValidity = rows[0]?.uidValidity ?? 0;
  return { uidValidity, uids: rows.filter((row) => row.uidValidity === uidValidity).map(({ uid }) => uid) };
};

const marked = async (ctx: Ctx, { mailbox, marks }: Task): Promise<void> => {
  if (marks.uids.length === 0) return;
  // where UIDVALIDITY changed there is nothing left to mark: those messages have other UIDs now and are known by their hash
  await ctx.tx
    .updateTable('mailboxMessage')
    .set({ markedAt: ctx.at })
    .where('mailbox', '=', nameOf(mailbox))
    .where('uidValidity', '=', marks.uidValidity)
    .where('uid', 'in', [...marks.uids])
    .execute();
};

const keepOne = async (
  ctx: Ctx,
  mailbox: string,
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
  await ctx.tx
    .insertInto('mailboxMessage')
    .values({ mailbox, uidValidity, uid: message.uid, returnedId: kept.id, markedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // each is read in a transaction of its own: one that fails does not hold back the others
  if (kept.outcome === 'recorded')
    await later(ctx, { does: 'returns.read', input: { returnedId: kept.id }, from: ctx.at, key: kept.id });
};

export const poll = outward<Ctx, Outside, z.ZodType<Record<string, never>>, Task, Fetched>({
  says: 'Fetch returned mail from the mailbox; a message is marked as seen there only after it is kept here',
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2008(d)(3)(iii)'],
  takes: z.strictObject({}),
  async prepare(ctx) {
    const { mailbox } = await readSettings(ctx);
    if (mailbox === null) return null;
    const password =
      (await secretOf(ctx.dataFolder, ctx.carrier.id, secretName)) ??
      refuse('unavailable', 'The password of the mailbox is not here.', 'Set the mailbox with its password again.');
    const known = { ...mailbox, password };
    return { mailbox: known, marks: await unmarked(ctx, nameOf(known)) };
  },
  reach: (outside, { mailbox, marks }) => outside.fetchMail(mailbox, marks),
  async run(ctx, task, { uidValidity, messages }) {
    await marked(ctx, task);
    for (const message of messages) await keepOne(ctx, nameOf(task.mailbox), uidValidity, message);
    // the next one marks these, and fetches what is left
    if (messages.length > 0) await later(ctx, { does: 'returns.poll', input: {}, from: ctx.at, key: ctx.id() });
  },
});
