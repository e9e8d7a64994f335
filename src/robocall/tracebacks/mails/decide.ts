import { z } from 'zod';
import { told } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { id, pageOf, paging, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { tracebackLaw } from '../clock.ts';
import { tracebackMailRow } from './record.ts';
import { decide, heldMail } from './take.ts';
import { textOf } from './text-of.ts';

export const dismissTracebackMail = operation({
  http: 'POST /v1/traceback-mails/{mailId}:dismiss',
  says: 'Say, with the reason, that a doubtful mail is no traceback request; it is kept as it came',
  law: tracebackLaw,
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({ mailId: id, why: z.string().trim().min(1).max(1000) }),
  gives: tracebackMailRow.pick({ id: true, state: true }),
  async run(ctx: Ctx, { mailId, why }) {
    const mail = await heldMail(ctx, mailId);
    if (mail.state !== 'doubtful') refuse('wrong-state', `It is ${mail.state}.`, 'Only a doubtful mail is dismissed.');
    await decide(ctx, mail, { state: 'dismissed', tracebackId: null, decidedBy: ctx.actor.name, why });
    return { id: mailId, state: 'dismissed' as const };
  },
});

const item = tracebackMailRow
  .pick({ id: true, via: true, state: true, tracebackId: true, hash: true, decidedBy: true })
  .extend(tracebackMailRow.pick({ sender: true, senderDomain: true }).shape)
  .extend({ received: when });

export const listTracebackMails = operation({
  http: 'GET /v1/traceback-mails',
  says: 'Mails to the traceback desk, the newest first: whether each became a request, repeated one, waits for a person or was dismissed',
  law: tracebackLaw,
  may: ['network', 'compliance', 'counsel', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({ ...paging, cursor: id.optional(), state: tracebackMailRow.shape.state.optional() }),
  gives: pageOf(item),
  async run(ctx: Ctx, { cursor, state, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('tracebackMail')
      .select(['id', 'via', 'state', 'tracebackId', 'hash', 'decidedBy', 'receivedAt', 'sender', 'senderDomain'])
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('id', '<', cursor);
    if (state !== undefined) query = query.where('state', '=', state);
    const rows = await query.execute();
    const items = rows.slice(0, limit).map(({ receivedAt, ...row }) => ({ ...row, received: told(ctx, receivedAt) }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

export const readTracebackMail = operation({
  http: 'POST /v1/traceback-mails/{mailId}:open',
  says: 'The words of a mail to the traceback desk and the mail as it came, in base64; who opened it goes on record',
  law: tracebackLaw,
  // its words are of a customer's call: counsel reads requests through bundles
  may: ['network', 'compliance', 'officer'],
  by: 'anyone',
  takes: z.strictObject({ mailId: id }),
  gives: item.extend({ text: z.string(), message: z.base64(), why: z.string().nullable() }),
  async run(ctx: Ctx, { mailId }) {
    const { raw, receivedAt, why, ...mail } = await heldMail(ctx, mailId);
    await record(ctx, {
      kind: 'traceback-mail.opened',
      subject: `traceback-mail:${mailId}`,
      happenedAt: ctx.at,
      facts: {},
    });
    const message = raw ?? refuse('not-found', 'It was purged; its hash stays.', 'List the mails.');
    const { id: of, via, state, tracebackId, hash, decidedBy, sender, senderDomain } = mail;
    return {
      ...{ id: of, via, state, tracebackId, hash, decidedBy, why, sender, senderDomain },
      received: told(ctx, receivedAt),
      text: (await textOf(message)).text,
      message: message.toString('base64'),
    };
  },
});
