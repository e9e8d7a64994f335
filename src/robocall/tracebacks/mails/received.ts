import type { Ctx } from '../../../db/context.ts';
import { DAY } from '../../../kernel/time.ts';
import { officeOf } from '../clock.ts';
import { instantRead } from '../read-time.ts';
import type { TracebackMail } from './record.ts';
import { deskDomains } from './settings.ts';
import type { DeskMail } from './text-of.ts';

/** A forward that is older than this was no request that we let lie: it is somebody's archive. */
const oldestForward = 30 * DAY;

/** Whether the mail was handed in by a person here, or is proven to be from a domain at which the desk itself is reached. */
const isOurs = async (ctx: Ctx, { via, senderDomain }: TracebackMail): Promise<boolean> =>
  via === 'upload' || (senderDomain !== null && (await deskDomains(ctx)).includes(senderDomain));

/** The instant in the words of a mail program; without a zone they are those of the office. Null where they name none. */
const sentAt = (ctx: Ctx, words: string): number | null => {
  const read = instantRead(words.replace(/\s+/g, ' '));
  if (read === null || read.zone !== null) return read?.at ?? null;
  const day = Math.floor(read.at / DAY);
  return officeOf(ctx).at(day, read.at - day * DAY);
};

/**
 * When the carrier had the request (epoch ms): when the mail was sent that a colleague forwards to the desk, else when the desk had it. A
 * stranger's mail moves no clock, whatever it says it forwards (doubt D-42).
 */
export const receivedOf = async (ctx: Ctx, mail: TracebackMail, desk: DeskMail): Promise<number> => {
  const { receivedAt } = mail;
  const sent = desk.forwardedSent === null ? null : sentAt(ctx, desk.forwardedSent);
  if (sent === null || sent >= receivedAt || sent <= receivedAt - oldestForward) return receivedAt;
  return (await isOurs(ctx, mail)) ? sent : receivedAt;
};
