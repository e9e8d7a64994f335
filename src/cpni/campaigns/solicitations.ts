import { createHash } from 'node:crypto';
import { z } from 'zod';
import { settleTask } from '../../carriers/tasks/end.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import type { Ctx } from '../../db/context.ts';
import { asJson } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { canonical } from '../../ledger/canonical.ts';
import { record } from '../../ledger/record.ts';
import { wordsOf } from '../notices/newest-versions.ts';
import { noticeVersionRow } from '../notices/record.ts';
import { channel, requestAudience, solicitationRow } from './record.ts';
import { anotherPerson } from './review.ts';

const verdict = z.enum(['approved', 'rejected']);

const shownSolicitation = z.strictObject({
  id,
  noticeVersionId: id,
  channel,
  script: z.string(),
  words: solicitationRow.shape.words,
  audience: requestAudience,
  contentHash: z.string(),
  requester: z.string(),
  createdAt: when,
  verdict: verdict.nullable(),
  approver: z.string().nullable(),
  note: z.string().nullable(),
  decidedAt: when.nullable(),
});

/** The kind of the supervisor's task while a request waits for his verdict. */
const waitsFor = 'solicitation-proposed';

type Words = z.output<typeof solicitationRow>['words'];

const text = (ms: number): string => new Date(ms).toISOString();

const read = async (ctx: Ctx, solicitationId: string): Promise<z.input<typeof shownSolicitation>> => {
  const row = await ctx.tx.selectFrom('solicitation').selectAll().where('id', '=', solicitationId).executeTakeFirst();
  const s = found(row, 'solicitation');
  const { id: rowId, noticeVersionId, script, words, audience, contentHash, note } = s;
  const decidedAt = s.decidedAt === null ? null : text(s.decidedAt);
  const who = { requester: s.requesterName, approver: s.approverName };
  return {
    id: rowId,
    noticeVersionId,
    channel: s.channel,
    script,
    words,
    audience,
    contentHash,
    note,
    ...who,
    verdict: s.verdict,
    createdAt: text(s.createdAt),
    decidedAt,
  };
};

/** The words that a request about a notice version asks with now: the newest approved ones in each language with their paper forms, and its own where its language has none. */
const wordsNow = async (ctx: Ctx, noticeVersionId: string): Promise<Words> => {
  const own = await ctx.tx
    .selectFrom('noticeVersion')
    .select(['id as versionId', 'groupId', 'language', 'contentHash'])
    .where('id', '=', noticeVersionId)
    .executeTakeFirst();
  const { groupId, ...version } = found(own, 'notice version');
  const newest = await wordsOf(ctx, groupId, ctx.at);
  return newest.some(({ language }) => language === version.language)
    ? [...newest]
    : [version, ...newest].sort((a, b) => a.language.localeCompare(b.language));
};

export const proposeSolicitation = operation({
  http: 'POST /v1/solicitations',
  says: 'Propose an outbound request for customers’ approval, with the words of the notice as they are now and its audience; it goes out only after a supervisor approved just that',
  law: ['47 CFR 64.2009(d)'],
  may: ['marketing', 'supervisor', 'compliance'],
  by: 'person',
  takes: z.strictObject({
    noticeVersionId: id,
    channel,
    script: z.string().min(1),
    /** 640 days leave two months before the second anniversary */
    audience: requestAudience.default({ notReachedInDays: 640, accounts: null }),
  }),
  gives: shownSolicitation,
  async run(ctx: Ctx, input) {
    const solicitationId = ctx.id();
    const words = await wordsNow(ctx, input.noticeVersionId);
    const contentHash = createHash('sha256')
      .update(canonical({ ...input, words }))
      .digest('hex');
    const requesterId = ctx.actor.id ?? refuse('person-needed', 'A request has a person behind it.', 'Sign in.');
    const undecided = { approverId: null, approverName: null, verdict: null, note: null, decidedAt: null };
    await ctx.tx
      .insertInto('solicitation')
      .values({
        id: solicitationId,
        ...input,
        words: asJson(words),
        audience: asJson(input.audience),
        contentHash,
        requesterId,
        requesterName: ctx.actor.name,
        createdAt: ctx.at,
        ...undecided,
      })
      .execute();
    const facts = { contentHash, noticeVersionId: input.noticeVersionId, channel: input.channel };
    await record(ctx, {
      kind: 'solicitation.proposed',
      subject: `solicitation:${solicitationId}`,
      happenedAt: ctx.at,
      facts,
    });
    await openTask(ctx, {
      kind: waitsFor,
      subject: `solicitation:${solicitationId}`,
      why: `${ctx.actor.name} proposes a request for customers’ approval: read its words and say yes or no. Nothing goes out before.`,
      role: 'supervisor',
      dueAt: null,
      key: solicitationId,
    });
    return read(ctx, solicitationId);
  },
});

/** Whether two lists hold the same words, in whatever order. */
const sameWords = (one: Words, other: Words): boolean => {
  const sorted = (words: Words) => canonical(words.toSorted((a, b) => (a.versionId < b.versionId ? -1 : 1)));
  return sorted(one) === sorted(other);
};

export const decideSolicitation = operation({
  http: 'POST /v1/solicitations/{solicitationId}:decide',
  says: 'A supervisor approves or rejects a proposed request for customers’ approval; never his own',
  law: ['47 CFR 64.2009(d)'],
  may: ['supervisor'],
  by: 'person-fresh',
  takes: z.strictObject({ solicitationId: id, contentHash: z.string(), verdict, note: z.string() }),
  gives: shownSolicitation,
  async run(ctx: Ctx, { solicitationId, contentHash, ...decision }) {
    const row = await ctx.tx
      .selectFrom('solicitation')
      .selectAll()
      .where('id', '=', solicitationId)
      .forUpdate()
      .executeTakeFirst();
    const proposed = found(row, 'solicitation');
    const approverId = ctx.actor.id ?? refuse('person-needed', 'A supervisor decides.', 'Sign in.');
    anotherPerson(proposed.requesterId, approverId);
    if (proposed.verdict !== null) refuse('wrong-state', `It was ${proposed.verdict} already.`, 'Propose a new one.');
    if (proposed.contentHash !== contentHash)
      refuse('changed-meanwhile', 'This is not the content you looked at.', 'Read it again.');
    // a no needs no words that are still good
    if (decision.verdict === 'approved' && !sameWords(await wordsNow(ctx, proposed.noticeVersionId), proposed.words))
      refuse('changed-meanwhile', 'Other words of this notice were approved since.', 'Propose a request with them.');
    await ctx.tx
      .updateTable('solicitation')
      .set({ ...decision, approverId, approverName: ctx.actor.name, decidedAt: ctx.at })
      .where('id', '=', solicitationId)
      .execute();
    const facts = { contentHash, note: decision.note };
    await record(ctx, {
      kind: `solicitation.${decision.verdict}`,
      subject: `solicitation:${solicitationId}`,
      happenedAt: ctx.at,
      facts,
    });
    const note = `It was ${decision.verdict}.`;
    await settleTask(ctx, { kind: waitsFor, key: solicitationId, outcome: 'done', note });
    return read(ctx, solicitationId);
  },
});

export const showSolicitation = operation({
  http: 'GET /v1/solicitations/{solicitationId}',
  says: 'One proposed request for approval and what the supervisor decided',
  law: ['47 CFR 64.2009(d)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ solicitationId: id }),
  gives: shownSolicitation,
  run: (ctx: Ctx, { solicitationId }) => read(ctx, solicitationId),
});

const listedSolicitation = shownSolicitation
  .pick({ id: true, noticeVersionId: true, channel: true, requester: true, createdAt: true })
  .extend({
    ...shownSolicitation.pick({ verdict: true, approver: true, decidedAt: true }).shape,
    /** of the notice that it asks with */
    ...noticeVersionRow.pick({ kind: true, subject: true }).shape,
    notReachedInDays: z.int(),
    /** of how many accounts it was asked for; null where for all */
    accountsNamed: z.int().nullable(),
  });

export const listSolicitations = operation({
  http: 'GET /v1/solicitations',
  says: 'Proposed requests for customers’ approval, newest first, with the supervisor’s verdict on each; words and accounts stand on each one’s page',
  law: ['47 CFR 64.2009(d)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ ...paging, cursor: id.optional() }),
  gives: pageOf(listedSolicitation),
  async run(ctx: Ctx, { cursor, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('solicitation as s')
      .innerJoin('noticeVersion as v', 'v.id', 's.noticeVersionId')
      .select(['s.id', 's.noticeVersionId', 's.channel', 's.audience', 's.requesterName as requester', 's.createdAt'])
      .select(['s.verdict', 's.approverName as approver', 's.decidedAt', 'v.kind', 'v.subject'])
      .orderBy('s.id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('s.id', '<', cursor);
    const rows = await query.execute();
    return {
      items: rows.slice(0, limit).map(({ audience, createdAt, decidedAt, ...row }) => ({
        ...row,
        notReachedInDays: audience.notReachedInDays,
        accountsNamed: audience.accounts === null ? null : audience.accounts.length,
        createdAt: text(createdAt),
        decidedAt: decidedAt === null ? null : text(decidedAt),
      })),
      next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
    };
  },
});
