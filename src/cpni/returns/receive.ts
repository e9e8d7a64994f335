import { z } from 'zod';
import { readMail } from '../../carriers/mailbox/mail.ts';
import { instantOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { keep } from './keep.ts';
import { otherCameBack, otherMailOf } from './other-mail.ts';
import { type Reading, readReturn } from './read/read.ts';
import { matched, reading, type returnedMailRow, via } from './record.ts';
import { type References, referencesOf, referencesOfEvent } from './references.ts';
import { type Effect, settle } from './settle.ts';
import { providerEvent, readingOf } from './webhooks/events.ts';
import { isOurs, type Whose, whose } from './whose.ts';

type Word = z.output<typeof reading>;

const wordOf = (read: Reading): Word => {
  if (read.kind === 'answer') return read.says;
  return read.kind === 'bounce' ? read.weight : read.kind;
};

const fromServer = new Set<Reading['kind']>(['bounce', 'delayed', 'arrived', 'abuse-report', 'unreadable']);

const effect = z.enum(['refused', 'returned', 'waiting', 'arrived', 'task', 'none']);

const settled = z.strictObject({
  id,
  reading,
  matched,
  customerId: id.nullable(),
  deliveryId: id.nullable(),
  /** What followed; of a message known before, nothing does again. */
  effects: z.array(effect),
  outcome: z.enum(['recorded', 'known']),
});
type Settled = z.output<typeof settled>;

type Row = z.output<typeof returnedMailRow>;

const known = (row: Row): Settled => {
  if (row.reading === null || row.matched === null) throw new Error('a message that was read has its reading');
  const { id: returnedId, reading: word, matched: how, customerId, deliveryId } = row;
  return { id: returnedId, reading: word, matched: how, customerId, deliveryId, effects: [], outcome: 'known' };
};

const nobodys: Whose = { matched: 'nobody', customerId: null, deliveryId: null };

type Outcome = {
  readonly word: Word;
  readonly status: string | null;
  readonly whose: Whose;
  readonly effects: readonly Effect[];
};

type SettledAs = Pick<Outcome, 'whose' | 'effects'>;

/** Finds whose it is and carries out what it means. What came back may be another message than a notice. */
const settleRead = async (ctx: Ctx, row: Row, read: Reading, references: References): Promise<SettledAs> => {
  const other = read.kind === 'bounce' ? await otherMailOf(ctx, references.mails) : null;
  if (other !== null) {
    const of: Whose = { matched: 'token', customerId: other.customerId, deliveryId: null };
    return { whose: of, effects: [(await otherCameBack(ctx, other)) ? 'returned' : 'none'] };
  }
  const of = await whose(ctx, references);
  return { whose: of, effects: await settle(ctx, { returnedId: row.id, receivedAt: row.receivedAt, whose: of }, read) };
};

const readEvent = async (ctx: Ctx, row: Row): Promise<Outcome> => {
  const event = providerEvent.parse(JSON.parse((row.raw ?? Buffer.alloc(0)).toString('utf8')));
  const read = readingOf(event);
  const settledAs = await settleRead(ctx, row, read, referencesOfEvent(event.messageId, event.recipient));
  return { word: wordOf(read), status: event.status, ...settledAs };
};

const understand = async (ctx: Ctx, row: Row): Promise<Outcome> => {
  if (row.via === 'webhook') return readEvent(ctx, row);
  const mail = await readMail(row.raw ?? Buffer.alloc(0));
  if (await isOurs(ctx, mail.messageId)) return { word: 'own', status: null, whose: nobodys, effects: ['none'] };
  const read = readReturn(mail);
  const references = referencesOf(mail, row.recipients, fromServer.has(read.kind) ? 'server' : 'person');
  const status = read.kind === 'bounce' ? read.status : null;
  return { word: wordOf(read), status, ...(await settleRead(ctx, row, read, references)) };
};

/** Reads a kept message once and carries out what it means, in this transaction. */
export const readKept = async (ctx: Ctx, returnedId: string): Promise<Settled> => {
  // two readers of one message: the second waits here and finds it read
  const row = found(
    await ctx.tx.selectFrom('returnedMail').selectAll().where('id', '=', returnedId).forUpdate().executeTakeFirst(),
    'returned message',
  );
  if (row.reading !== null) return known(row);
  const { word, status, whose: of, effects } = await understand(ctx, row);
  await ctx.tx
    .updateTable('returnedMail')
    .set({ reading: word, status, ...of, readAt: ctx.at })
    .where('id', '=', returnedId)
    .execute();
  await record(ctx, {
    kind: 'mail.returned',
    subject: of.customerId === null ? `returned-mail:${returnedId}` : `customer:${of.customerId}`,
    happenedAt: row.receivedAt,
    facts: { message: returnedId, hash: row.hash, via: row.via, reading: word, status, ...of, effects: [...effects] },
  });
  return { id: returnedId, reading: word, ...of, effects: [...effects], outcome: 'recorded' };
};

const largest = 10 * 1024 * 1024;

export const receive = operation({
  http: 'POST /v1/returned-mail',
  says: 'Take in a message that came back, as it came: a reply that says no binds at once, a bounce voids its notice, doubt is a task',
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2008(d)(3)(iii)'],
  may: ['agent', 'marketing', 'supervisor', 'compliance', 'network'],
  by: 'anyone',
  takes: z.strictObject({
    /** The whole message in base64. */
    message: z.base64().min(4),
    via: via.exclude(['webhook']).default('upload'),
    /** When our mail server had it; now, where it is not given. */
    receivedAt: when.optional(),
    recipients: z.array(z.string().max(320)).max(100).default([]),
  }),
  gives: settled,
  async run(ctx: Ctx, { message, via: how, receivedAt, recipients }) {
    const raw = Buffer.from(message, 'base64');
    if (raw.length > largest)
      refuse('too-large', "'message' is over 10 MB.", 'Leave out its attachments: only the answer matters.');
    const at = receivedAt === undefined ? ctx.at : instantOf('receivedAt', receivedAt);
    const kept = await keep(ctx, { raw, identity: raw, via: how, receivedAt: at, recipients });
    return readKept(ctx, kept.id);
  },
});

export const readReturned = operation({
  http: 'POST /v1/returned-mail/{returnedId}:read',
  says: 'Read a message that is kept and waits to be read',
  law: ['47 CFR 64.2007(a)(2)', '47 CFR 64.2008(d)(3)(iii)'],
  may: ['compliance'],
  by: 'anyone',
  takes: z.strictObject({ returnedId: id }),
  gives: settled,
  run: (ctx: Ctx, { returnedId }) => readKept(ctx, returnedId),
});
