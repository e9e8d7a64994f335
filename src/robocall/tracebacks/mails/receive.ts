import { z } from 'zod';
import { pastInstant } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { id, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { refuse } from '../../../kernel/problem.ts';
import { tracebackLaw } from '../clock.ts';
import { keepMail } from './keep.ts';
import { tracebackMailRow } from './record.ts';

const largest = 10 * 1024 * 1024;

export const receiveTracebackMail = operation({
  http: 'POST /v1/traceback-mails',
  says: 'Take in a mail to the traceback desk whole, as it came or as it was forwarded: it is kept first and read after; doubt is a task',
  law: tracebackLaw,
  may: ['network', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({
    /** The whole message in base64. */
    message: z.base64().min(4),
    via: tracebackMailRow.shape.via.exclude(['mailbox']).default('upload'),
    /** When our mail server had it; now, where it is not given. */
    received: when.optional(),
  }),
  gives: z.strictObject({ id, outcome: z.enum(['recorded', 'known']) }),
  async run(ctx: Ctx, { message, via, received }) {
    const raw = Buffer.from(message, 'base64');
    if (raw.length > largest)
      refuse('too-large', "'message' is over 10 MB.", 'Leave out its recordings, and keep them as evidence.');
    const receivedAt = received === undefined ? ctx.at : pastInstant(ctx, 'received', received);
    return keepMail(ctx, { raw, via, receivedAt });
  },
});
