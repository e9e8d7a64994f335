import { z } from 'zod';
import { instantOf, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import { settleTask } from '../../carriers/tasks/end.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { later } from '../../db/later.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { personOf } from '../../kernel/person.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { record, sealed } from '../../ledger/record.ts';
import { forwardClock, promised, tracebackLaw } from './clock.ts';
import { mustBeNumber } from './confirm.ts';
import { logDisclosure } from './disclose.ts';
import { forwardedCall, traceForwardRow } from './record.ts';

const may: readonly Role[] = ['network', 'compliance'];
const { downstream, why } = traceForwardRow.shape;

const known = async (ctx: Ctx, tracebackId: string | null): Promise<string | null> => {
  if (tracebackId === null) return null;
  const row = await ctx.tx
    .selectFrom('traceback')
    .select(['id', 'accountId'])
    .where('id', '=', tracebackId)
    .executeTakeFirst();
  return found(row, 'traceback request').accountId;
};

export const askForward = operation({
  http: 'POST /v1/trace-forwards',
  says: 'Trace a call forward: ask the provider to whom we handed it where it went, by e-mail; that call detail is given to it goes into the log of disclosures',
  law: [...tracebackLaw, '47 U.S.C. 222(d)(2)'],
  may,
  by: 'person',
  takes: z.strictObject({
    /** the request that this belongs to, where there is one */
    tracebackId: id.nullable().default(null),
    downstream,
    contact: z.email(),
    call: forwardedCall,
    why,
  }),
  gives: z.strictObject({ id, disclosureId: id }),
  async run(ctx: Ctx, { tracebackId, call, ...given }) {
    const accountId = await known(ctx, tracebackId);
    mustBeNumber('call.called', call.called);
    mustBeNumber('call.calling', call.calling);
    if (instantOf('call.at', call.at) > ctx.at)
      refuse('invalid-input', "'call.at' lies in the future.", 'Check its zone.');
    const forwardId = ctx.id();
    const disclosureId = await logDisclosure(ctx, {
      ...{ toName: given.downstream, to: 'provider' as const, accountId, reference: `trace-forward:${forwardId}` },
      reason: 'Tracing a call forward to whom we handed it',
    });
    const salt = ctx.salt();
    const asked = { askedAt: ctx.at, askedBy: personOf(ctx).id, state: 'wanted' as const };
    await ctx.tx
      .insertInto('traceForward')
      .values({
        ...{ id: forwardId, tracebackId, ...given, call: asJson(call), ...asked, disclosureId, salt },
        ...{ reference: null, answer: null, endedAt: null },
      })
      .execute();
    await later(ctx, { does: 'traceForwards.send', input: { forwardId }, from: ctx.at, key: forwardId });
    await record(ctx, {
      kind: 'trace-forward.asked',
      subject: `trace-forward:${forwardId}`,
      happenedAt: ctx.at,
      facts: { downstream: sealed(salt, given.downstream), traceback: tracebackId, disclosure: disclosureId },
    });
    return { id: forwardId, disclosureId };
  },
});

export const endForward = operation({
  http: 'POST /v1/trace-forwards/{forwardId}:end',
  says: 'Record where the provider says that the call went, or that it never answered',
  law: tracebackLaw,
  may,
  by: 'person',
  takes: z.strictObject({
    forwardId: id,
    outcome: z.enum(['answered', 'closed']),
    /** its words, or why nobody waits for them any more */
    answer: z.string().trim().min(1).max(2000),
  }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { forwardId, outcome, answer }) {
    const row = found(
      await ctx.tx.selectFrom('traceForward').selectAll().where('id', '=', forwardId).forUpdate().executeTakeFirst(),
      'trace forward',
    );
    if (row.endedAt !== null) refuse('wrong-state', `It is ${row.state}.`, 'Show it.');
    await ctx.tx
      .updateTable('traceForward')
      .set({ state: outcome, answer, endedAt: ctx.at })
      .where('id', '=', forwardId)
      .execute();
    await settleTask(ctx, { kind: 'trace-forward', key: forwardId, outcome: 'done', note: 'It is ended' });
    await record(ctx, {
      kind: 'trace-forward.ended',
      subject: `trace-forward:${forwardId}`,
      happenedAt: ctx.at,
      facts: { outcome, answer: sealed(row.salt ?? '', answer) },
    });
    return { id: forwardId };
  },
});

const shown = traceForwardRow
  .omit({ carrierId: true, askedAt: true, askedBy: true, endedAt: true, call: true, salt: true })
  .extend({
    call: forwardedCall.nullable(),
    asked: when,
    ended: when.nullable(),
    /** 24 hours after we asked */
    answerBy: when,
    clock: z.strictObject({
      due: date,
      cite: z.string(),
      steps: z.array(z.strictObject({ date, counted: z.boolean(), why: z.string() })),
    }),
  });

/** When the provider's answer is due, as people read it. */
const toldDue = (ctx: Ctx, askedAt: number) => {
  const { day, cite, steps } = forwardClock(ctx, askedAt);
  return {
    answerBy: told(ctx, askedAt + promised),
    clock: {
      due: dateOfDay(day),
      cite,
      steps: steps.map(({ day: of, ...step }) => ({ date: dateOfDay(of), ...step })),
    },
  };
};

export const listForwards = operation({
  http: 'GET /v1/trace-forwards',
  says: 'Calls that we traced forward, the newest first, with what the providers said; who looked goes on record',
  law: tracebackLaw,
  may: [...may, 'counsel', 'officer'],
  by: 'anyone',
  takes: z.strictObject({ tracebackId: id.optional() }),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx, { tracebackId }) {
    let query = ctx.tx.selectFrom('traceForward').selectAll().orderBy('id', 'desc').limit(500);
    if (tracebackId !== undefined) query = query.where('tracebackId', '=', tracebackId);
    const rows = await query.execute();
    await record(ctx, {
      kind: 'trace-forward.opened',
      subject: tracebackId === undefined ? 'trace-forwards' : `traceback:${tracebackId}`,
      happenedAt: ctx.at,
      facts: { shown: rows.length },
    });
    return {
      items: rows.map(({ carrierId: _carrier, askedBy: _by, salt: _salt, askedAt, endedAt, call, ...row }) => ({
        ...row,
        call: forwardedCall.safeParse(call).data ?? null,
        asked: told(ctx, askedAt),
        ended: toldOrNull(ctx, endedAt),
        ...toldDue(ctx, askedAt),
      })),
    };
  },
});
