import { z } from 'zod';
import type { Ctx } from '../db/context.ts';
import { later } from '../db/later.ts';
import { date } from '../kernel/columns.ts';
import { everyone, operation } from '../kernel/operation.ts';
import { refuse } from '../kernel/problem.ts';
import { record } from '../ledger/record.ts';

// business days changed: every clock is looked at anew, and what moved is told
const lookAgain = (ctx: Ctx): Promise<void> =>
  later(ctx, { does: 'clocks.sweep', input: {}, from: ctx.at, key: 'closures' });

const closure = z.strictObject({ day: date, why: z.string(), source: z.string() });

export const closeDay = operation({
  http: 'POST /v1/closures',
  says: "Enter a day on which the FCC's offices were closed, with its source; business-day clocks then skip it",
  law: ['47 CFR 1.4(e)(1)'],
  may: ['compliance', 'administrator'],
  by: 'person',
  takes: z.strictObject({ day: date, why: z.string().min(1), source: z.string().min(1) }),
  gives: closure,
  async run(ctx: Ctx, input) {
    const added = await ctx.tx
      .insertInto('closure')
      .values({ ...input, learnedAt: ctx.at, withdrawnAt: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning(['day', 'why', 'source'])
      .executeTakeFirst();
    const stored =
      added ??
      refuse('already-exists', `A closure on ${input.day} is entered already.`, 'List closures to see its source.');
    await record(ctx, { kind: 'closure.added', subject: `closure:${input.day}`, happenedAt: ctx.at, facts: input });
    await lookAgain(ctx);
    return stored;
  },
});

export const withdrawClosure = operation({
  http: 'POST /v1/closures/{day}:withdraw',
  says: 'Withdraw a closure that was entered in error; due dates already told to people are never silently shortened',
  law: ['47 CFR 1.4(e)(1)'],
  may: ['compliance', 'administrator'],
  by: 'person',
  takes: z.strictObject({ day: date, reason: z.string().min(1) }),
  gives: closure,
  async run(ctx: Ctx, { day, reason }) {
    const row = await ctx.tx
      .updateTable('closure')
      .set({ withdrawnAt: ctx.at })
      .where('day', '=', day)
      .where('withdrawnAt', 'is', null)
      .returning(['day', 'why', 'source'])
      .executeTakeFirst();
    const stored = row ?? refuse('not-found', `No closure stands on ${day}.`, 'List closures to see what is entered.');
    await record(ctx, {
      kind: 'closure.withdrawn',
      subject: `closure:${day}`,
      happenedAt: ctx.at,
      facts: { day, reason },
    });
    await lookAgain(ctx);
    return stored;
  },
});

export const listClosures = operation({
  http: 'GET /v1/closures',
  says: 'The closures that business-day clocks skip',
  law: ['47 CFR 1.4(e)(1)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(closure) }),
  async run(ctx: Ctx) {
    const items = await ctx.tx
      .selectFrom('closure')
      .select(['day', 'why', 'source'])
      .where('withdrawnAt', 'is', null)
      .orderBy('day')
      .execute();
    return { items };
  },
});
