import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { told, toldOrNull } from '../promises/local-time.ts';
import { openedWith } from '../staff/record.ts';
import { realNow } from './links/clock.ts';

const open = (ctx: Ctx) =>
  ctx.tx.selectFrom('session').where('session.endedAt', 'is', null).where('expiresAt', '>', realNow);

export const listSessions = operation({
  http: 'GET /v1/member-sessions',
  says: 'Who is signed in at this carrier now: since when, with what, by which browser, and when last used',
  law: ['47 CFR 64.2010(a)'],
  may: ['administrator', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    items: z.array(
      z.strictObject({
        ...{ id, personId: id, name: z.string(), agent: z.string(), with: z.array(openedWith) },
        ...{ createdAt: when, lastUsedAt: when.nullable(), expiresAt: when },
      }),
    ),
  }),
  async run(ctx: Ctx) {
    const rows = await open(ctx)
      .innerJoin('membership', 'membership.personId', 'session.personId')
      .select(['session.id', 'session.personId', 'membership.name', 'agent', 'openedWith'])
      .select(['createdAt', 'lastUsedAt', 'expiresAt'])
      .where('membership.untilAt', 'is', null)
      .orderBy('createdAt', 'desc')
      .execute();
    return {
      items: rows.map(({ openedWith: shown, createdAt, lastUsedAt, expiresAt, ...row }) => ({
        ...{ ...row, with: shown, createdAt: told(ctx, createdAt) },
        ...{ lastUsedAt: toldOrNull(ctx, lastUsedAt), expiresAt: told(ctx, expiresAt) },
      })),
    };
  },
});

export const endSession = operation({
  http: 'POST /v1/member-sessions/{sessionId}:end',
  says: 'End an open session of a person of the staff at once, and why',
  law: ['47 CFR 64.2010(a)'],
  may: ['administrator', 'compliance'],
  by: 'person',
  takes: z.strictObject({ sessionId: id, reason: z.string().trim().min(1).max(2000) }),
  gives: z.strictObject({ id, personId: id }),
  async run(ctx: Ctx, { sessionId, reason }) {
    const row = await ctx.tx
      .updateTable('session')
      .set({ endedAt: realNow })
      .where('id', '=', sessionId)
      .where('endedAt', 'is', null)
      .returning(['id', 'personId'])
      .executeTakeFirst();
    const ended = found(row, 'open session');
    await record(ctx, {
      kind: 'session.ended',
      subject: `person:${ended.personId}`,
      happenedAt: ctx.at,
      facts: { session: ended.id, by: 'administrator', reason },
    });
    return ended;
  },
});

export const signOutMember = operation({
  http: 'POST /v1/members/{memberId}:signOut',
  says: 'End all open sessions of a person here at once, and why: a laptop was lost, or somebody else knows the password',
  law: ['47 CFR 64.2010(a)'],
  may: ['administrator', 'compliance'],
  by: 'person',
  takes: z.strictObject({ memberId: id, reason: z.string().trim().min(1).max(2000) }),
  gives: z.strictObject({ ended: z.int() }),
  async run(ctx: Ctx, { memberId, reason }) {
    const row = await ctx.tx.selectFrom('membership').select('personId').where('id', '=', memberId).executeTakeFirst();
    const { personId } = found(row, 'member');
    const ended = await ctx.tx
      .updateTable('session')
      .set({ endedAt: realNow })
      .where('personId', '=', personId)
      .where('endedAt', 'is', null)
      .where('expiresAt', '>', realNow)
      .returning('id')
      .execute();
    await record(ctx, {
      kind: 'member.signed-out',
      subject: `person:${personId}`,
      happenedAt: ctx.at,
      facts: { sessions: ended.length, reason },
    });
    return { ended: ended.length };
  },
});
