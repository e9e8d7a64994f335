import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import { readMail } from '../../carriers/mailbox/mail.ts';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { ownWords } from './read/own-words.ts';
import { matched, reading, via } from './record.ts';

const mayRead: readonly Role[] = ['agent', 'supervisor', 'compliance', 'officer', 'auditor', 'counsel'];

const returned = z.strictObject({
  id,
  hash: z.string(),
  via,
  receivedAt: when,
  /** null while it waits to be read */
  reading: reading.nullable(),
  status: z.string().nullable(),
  matched: matched.nullable(),
  customerId: id.nullable(),
  deliveryId: id.nullable(),
});

const columns = [
  'id',
  'hash',
  'via',
  'receivedAt',
  'reading',
  'status',
  'matched',
  'customerId',
  'deliveryId',
] as const;

export const listReturned = operation({
  http: 'GET /v1/returned-mail',
  says: 'What came back by mail and how it was read, of one customer or of all, latest first',
  law: ['47 CFR 64.2009(a)'],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ customerId: id.optional(), reading: reading.optional(), ...paging }),
  gives: pageOf(returned),
  async run(ctx: Ctx, { customerId, reading: word, cursor, limit = 100 }) {
    await workWithCpni(ctx);
    let query = ctx.tx
      .selectFrom('returnedMail')
      .select([...columns])
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (customerId !== undefined) query = query.where('customerId', '=', customerId);
    if (word !== undefined) query = query.where('reading', '=', word);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const items = rows.slice(0, limit).map((row) => ({ ...row, receivedAt: told(ctx, row.receivedAt) }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

export const showReturned = operation({
  http: 'GET /v1/returned-mail/{returnedId}',
  says: 'One message that came back, with what its writer wrote himself: for whoever must answer it',
  law: [],
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({ returnedId: id }),
  gives: returned.extend({ from: z.string(), subject: z.string(), words: z.string() }),
  async run(ctx: Ctx, { returnedId }) {
    await workWithCpni(ctx);
    const row = found(
      await ctx.tx
        .selectFrom('returnedMail')
        .select([...columns, 'raw'])
        .where('id', '=', returnedId)
        .executeTakeFirst(),
      'returned message',
    );
    const { raw, ...rest } = row;
    const mail = await readMail(raw ?? Buffer.alloc(0));
    const { from, subject } = mail;
    return { ...rest, receivedAt: told(ctx, row.receivedAt), from, subject, words: ownWords(mail) };
  },
});
