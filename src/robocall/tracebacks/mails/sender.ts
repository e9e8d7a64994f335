import { z } from 'zod';
import { aligned, dmarcOf } from '../../../carriers/mail/dmarc.ts';
import { signersOf } from '../../../carriers/mailbox/dkim.ts';
import { readMail } from '../../../carriers/mailbox/mail.ts';
import type { Ctx } from '../../../db/context.ts';
import { later } from '../../../db/later.ts';
import { id } from '../../../kernel/columns.ts';
import { outward } from '../../../kernel/operation.ts';
import type { LookUpText } from '../../../outside/dns.ts';
import type { Outside } from '../../../outside/outside.ts';
import { tracebackLaw } from '../clock.ts';
import type { TracebackMail } from './record.ts';
import { heldMail } from './take.ts';

type Sender = Pick<TracebackMail, 'sender' | 'senderDomain'>;

const mailSender = async (raw: Uint8Array, at: number, lookUpText: LookUpText): Promise<Sender> => {
  const signers = await signersOf(raw, at, lookUpText);
  if (signers === null) return { sender: 'unsigned', senderDomain: null };
  const from = (await readMail(raw)).from.split('@').at(-1) ?? '';
  if (from === '' || signers.length === 0) return { sender: 'failing', senderDomain: null };
  if (signers.includes(from)) return { sender: 'proven', senderDomain: from };
  const mode = (await dmarcOf(lookUpText, from))?.adkim ?? 's';
  for (const signer of signers)
    if (await aligned(lookUpText, mode, signer, from)) return { sender: 'proven', senderDomain: from };
  return { sender: 'failing', senderDomain: null };
};

/**
 * What the signatures of a raw mail say of the domain in its From, at the instant (epoch ms) when it came: proven by a signature of that
 * domain or, as its DMARC record has it, of its organisation; else unsigned, failing, or unknown where no name server answers.
 */
export const senderOf = (raw: Uint8Array, at: number, lookUpText: LookUpText): Promise<Sender> =>
  mailSender(raw, at, lookUpText).catch(() => ({ sender: 'unknown', senderDomain: null }));

type Task = { readonly mailId: string; readonly raw: Buffer; readonly receivedAt: number };

export const checkTracebackMail = outward<Ctx, Outside, z.ZodObject<{ mailId: typeof id }>, Task, Sender>({
  says: 'Check by its signature whom a mail to the traceback desk is from, and have it read; no name server that is silent keeps it waiting',
  law: tracebackLaw,
  takes: z.strictObject({ mailId: id }),
  async prepare(ctx, { mailId }) {
    const { raw, receivedAt } = await heldMail(ctx, mailId);
    return raw === null ? null : { mailId, raw, receivedAt };
  },
  reach: ({ lookUpText }, { raw, receivedAt }) => senderOf(raw, receivedAt, lookUpText),
  async run(ctx, { mailId }, sender) {
    await ctx.tx.updateTable('tracebackMail').set(sender).where('id', '=', mailId).execute();
    await later(ctx, { does: 'tracebackMails.take', input: { mailId }, from: ctx.at, key: mailId });
  },
});
