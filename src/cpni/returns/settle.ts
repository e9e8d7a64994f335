import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { DAY } from '../../kernel/time.ts';
import { refuseUse } from '../approvals/choose.ts';
import { cameBack } from './came-back.ts';
import type { Reading } from './read/read.ts';
import { arrived, waitForArrival } from './soft-bounce.ts';
import type { Whose } from './whose.ts';

/** What followed from a returned message. */
export type Effect = 'refused' | 'returned' | 'waiting' | 'arrived' | 'task' | 'none';

type Returned = { readonly returnedId: string; readonly receivedAt: number; readonly whose: Whose };

const reasons = {
  yes: 'The customer says yes by e-mail, which nobody authenticated: ask him to confirm on his page or by telephone; no approval is recorded.',
  both: 'The reply holds a no and something against it. It counts as a no until the customer has been asked what he meant.',
  unclear: 'The reply says neither yes nor no: read it, and record what the customer chose.',
  no: 'The customer said no, which is recorded, and more that asks for an answer.',
  'abuse-report':
    "The customer's mail service reports that he marked the notice as unwanted. It counts as a no until he has been asked.",
  unreadable: 'A mail server wrote something that no rule understands: read it, and record a bounce where it is one.',
} as const;

const extras = {
  question: ' It asks a question.',
  complaint: ' It may be a complaint: enter it as one if CPNI was released to somebody who may not have it.',
} as const;

/** Days that a person has to read a reply. */
const daysToRead = 2;

const ask = (ctx: Ctx, { returnedId, whose }: Returned, kind: string, why: string): Promise<string> =>
  openTask(ctx, {
    kind,
    subject: whose.customerId === null ? `returned-mail:${returnedId}` : `customer:${whose.customerId}`,
    why: whose.customerId === null ? `${why} Nobody could be told whose it is.` : why,
    role: 'compliance',
    dueAt: ctx.at + daysToRead * DAY,
    key: returnedId,
  });

/** The notice that an answer is to, in its language; undefined where that is not known. */
const answered = async (ctx: Ctx, deliveryId: string | null) =>
  deliveryId === null
    ? undefined
    : ctx.tx
        .selectFrom('delivery')
        .innerJoin('noticeVersion', 'noticeVersion.id', 'delivery.versionId')
        .select(['noticeVersion.id as versionId', 'noticeVersion.language'])
        .where('delivery.id', '=', deliveryId)
        .executeTakeFirst();

const refuse = async (ctx: Ctx, { receivedAt, whose }: Returned): Promise<readonly Effect[]> => {
  const { customerId, deliveryId } = whose;
  if (customerId === null) return [];
  // he said it when our mail server had it, however late it is read
  const at = new Date(receivedAt).toISOString();
  const answers = await answered(ctx, deliveryId);
  await refuseUse.run(ctx, { customerId, method: 'email-reply', covers: null, at, ...(answers && { answers }) });
  return ['refused'];
};

type AnswerRead = Extract<Reading, { kind: 'answer' }>;

const settleAnswer = async (ctx: Ctx, returned: Returned, { says, also }: AnswerRead): Promise<readonly Effect[]> => {
  if (returned.whose.deliveryId !== null) await arrived(ctx, returned.whose.deliveryId);
  const refused = says === 'no' || says === 'both' ? await refuse(ctx, returned) : [];
  if (says === 'no' && also.length === 0 && refused.length > 0) return refused;
  const kind = also.includes('complaint') ? 'possible-complaint' : 'doubtful-reply';
  await ask(ctx, returned, kind, reasons[says] + also.map((one) => extras[one]).join(''));
  return [...refused, 'task'];
};

const settleBounce = async (
  ctx: Ctx,
  returned: Returned,
  { weight, status }: Extract<Reading, { kind: 'bounce' }>,
): Promise<readonly Effect[]> => {
  const { deliveryId, customerId } = returned.whose;
  if (deliveryId === null || customerId === null) {
    await ask(
      ctx,
      returned,
      'unknown-bounce',
      'A message came back, but not which: record the bounce at its delivery.',
    );
    return ['task'];
  }
  const at = returned.receivedAt;
  if (weight === 'soft') return [await waitForArrival(ctx, { deliveryId, customerId, at, status })];
  await cameBack(ctx, { deliveryId, at, why: 'undeliverable-email' });
  return ['returned'];
};

/** Carries out what a reading means, in the transaction that stores it. */
export const settle = async (ctx: Ctx, returned: Returned, reading: Reading): Promise<readonly Effect[]> => {
  switch (reading.kind) {
    case 'answer':
      return settleAnswer(ctx, returned, reading);
    case 'bounce':
      return settleBounce(ctx, returned, reading);
    case 'arrived':
      if (returned.whose.deliveryId === null) return ['none'];
      await arrived(ctx, returned.whose.deliveryId);
      return ['arrived'];
    case 'abuse-report': {
      const refused = await refuse(ctx, returned);
      await ask(ctx, returned, 'abuse-report', reasons['abuse-report']);
      return [...refused, 'task'];
    }
    case 'unreadable':
      await ask(ctx, returned, 'unreadable-mail', reasons.unreadable);
      return ['task'];
    case 'delayed':
    case 'automatic':
      return ['none'];
  }
};
