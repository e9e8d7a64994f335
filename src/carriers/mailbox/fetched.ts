import type { Ctx } from '../../db/context.ts';
import { secretOf } from '../../db/secrets.ts';
import { refuse } from '../../kernel/problem.ts';
import type { Mailbox, Marks } from '../../outside/mail-in.ts';

/** A mailbox to be asked, and what of it is kept here and not yet marked there. */
export type Asking = { readonly mailbox: Mailbox; readonly marks: Marks };

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

/** The mailbox with its password, kept under the name of that secret, and what to mark in it. */
export const askingOf = async (ctx: Ctx, mailbox: Omit<Mailbox, 'password'>, secretName: string): Promise<Asking> => {
  const password =
    (await secretOf(ctx.dataFolder, ctx.carrier.id, secretName)) ??
    refuse('unavailable', 'The password of the mailbox is not here.', 'Set the mailbox with its password again.');
  const known = { ...mailbox, password };
  return { mailbox: known, marks: await unmarked(ctx, nameOf(known)) };
};

/** Notes that what was to be marked is marked. */
export const noteMarked = async (ctx: Ctx, { mailbox, marks }: Asking): Promise<void> => {
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

/** The mail that a message is kept as: one that came back, or one of the traceback desk. */
type KeptAs =
  | { readonly returnedId: string; readonly tracebackMailId: null }
  | { readonly returnedId: null; readonly tracebackMailId: string };

/** Notes that a message of the mailbox is kept here, to be marked at the next look. */
export const noteKept = async (
  ctx: Ctx,
  { mailbox }: Asking,
  { uidValidity, uid, as }: { readonly uidValidity: number; readonly uid: number; readonly as: KeptAs },
): Promise<void> => {
  await ctx.tx
    .insertInto('mailboxMessage')
    .values({ mailbox: nameOf(mailbox), uidValidity, uid, ...as, markedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
