import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, sha256Hex } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import { mayLeaveOut, type Omission, omissions } from '../../law/questions/spoken-notice.ts';
import { record } from '../../ledger/record.ts';
import { historyOf } from '../approvals/history.ts';
import { approveForCall } from '../approvals/once.ts';
import { contentOf } from '../notices/content.ts';
import type { NoticeContent } from '../notices/record.ts';
import type { DeskSession } from './record.ts';
import { scriptOf } from './script.ts';
import { atTheDesk, sessionOn } from './store.ts';

const law = ['47 CFR 64.2008(f)(1)', '47 CFR 64.2008(f)(2)', '47 USC 222(d)(3)'];

const spokenVersion = async (ctx: Ctx, versionId: string): Promise<NoticeContent> => {
  const row = found(
    await ctx.tx.selectFrom('noticeVersion').selectAll().where('id', '=', versionId).executeTakeFirst(),
    'notice version',
  );
  if (row.approvedAt === null || !row.methods.includes('oral'))
    refuse(
      'wrong-state',
      'This notice is not approved to be read out.',
      "Approve a version whose methods hold 'oral'.",
    );
  return contentOf(row);
};

const judged = async (ctx: Ctx, session: DeskSession, content: NoticeContent, left: readonly Omission[]) => {
  const history = (await historyOf(ctx, [session.customerId], Number.MAX_SAFE_INTEGER)).get(session.customerId) ?? [];
  return mayLeaveOut(left, {
    earlierRefusal: history.some(({ type }) => type === 'refused') ? 'stands' : 'none',
    recipients: content.recipients.every((one) => one === 'self') ? 'self-only' : 'others',
    // the script begins with both
    scope: 'explained',
    refusal: 'offered',
  });
};

/** A yes by telephone only: in a chat and in a store there is no call with which it would end. */
const callOf = ({ callId }: DeskSession): string =>
  callId ??
  refuse('wrong-state', 'This customer is not on the telephone.', 'Give him the written notice to answer instead.');

const asked = { sessionId: id, versionId: id, left: z.array(z.enum(omissions)).default([]) };

export const readScript = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/script',
  says: 'The words to read to a customer before he is asked for a yes for this call, what of the notice is left out, and whether each omission is lawful; records nothing',
  law,
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject(asked),
  gives: z.strictObject({
    sentences: z.array(z.strictObject({ text: z.string(), leftOut: z.enum(omissions).nullable() })),
    scriptHash: sha256Hex,
    omissions: z.array(
      z.strictObject({ omission: z.enum(omissions), lawful: z.boolean(), cite: z.string(), why: z.string() }),
    ),
  }),
  async run(ctx: Ctx, { sessionId, versionId, left }) {
    const session = await sessionOn(ctx, sessionId);
    callOf(session);
    const content = await spokenVersion(ctx, versionId);
    const { sentences, hash } = scriptOf(content, left);
    return { sentences: [...sentences], scriptHash: hash, omissions: [...(await judged(ctx, session, content, left))] };
  },
});

const mustBeLawful = (judgements: Awaited<ReturnType<typeof judged>>): void => {
  const unlawful = judgements.find(({ lawful }) => !lawful);
  if (unlawful === undefined) return;
  throw new Problem('invalid-input', {
    detail: `'left': '${unlawful.omission}' may not be left out here: it ${unlawful.why}.`,
    fix: 'Read it out, and ask again.',
    cite: unlawful.cite,
  });
};

export const answerOnce = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/one-time-approvals',
  says: 'Record what the customer answered to the words read to him: a yes holds for this call only and is gone at hang-up; a no changes nothing that he chose before',
  law,
  may: atTheDesk,
  // a yes is heard by a person
  by: 'person',
  takes: z.strictObject({ ...asked, scriptHash: sha256Hex, answer: z.enum(['yes', 'no']) }),
  gives: z.strictObject({
    approvalId: id,
    answer: z.enum(['yes', 'no']),
    eventId: id.nullable(),
    endsWithCall: z.string(),
  }),
  async run(ctx: Ctx, { sessionId, versionId, left, scriptHash, answer }) {
    const session = await sessionOn(ctx, sessionId);
    const callId = callOf(session);
    const content = await spokenVersion(ctx, versionId);
    mustBeLawful(await judged(ctx, session, content, left));
    if (scriptOf(content, left).hash !== scriptHash)
      refuse(
        'changed-meanwhile',
        "'scriptHash' is not the one of these words.",
        'Read the script again, and ask again.',
      );
    const { customerId } = session;
    const { cpni, recipients, purposes } = content;
    const eventId =
      answer === 'yes' ? await approveForCall(ctx, { customerId, callId }, { cpni, recipients, purposes }) : null;
    const agentId = ctx.actor.id ?? refuse('person-needed', 'A yes is heard by a person.', 'Sign in.');
    const row = await ctx.tx
      .insertInto('spokenApproval')
      .values({
        id: ctx.id(),
        sessionId,
        customerId,
        versionId,
        scriptHash,
        omitted: [...new Set(left)],
        answer,
        eventId,
        agentId,
        agent: ctx.actor.name,
        at: ctx.at,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'desk.notice-read',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: {
        session: sessionId,
        approval: row.id,
        version: versionId,
        scriptHash,
        omitted: [...left],
        answer,
        callId,
      },
    });
    return { approvalId: row.id, answer, eventId, endsWithCall: callId };
  },
});
