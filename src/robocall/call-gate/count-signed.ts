import { z } from 'zod';
import type { Period } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';

const counts = z.strictObject({
  calls: z.int(),
  refused: z.int(),
  emergency: z.int(),
  signedA: z.int(),
  signedB: z.int(),
  signedC: z.int(),
  /** Carried without a signature, and no emergency. */
  unsigned: z.int(),
  /** Calls of groups that were purged before anybody counted their signatures. */
  notCounted: z.int(),
});

/** What the gate answered in a time, and at which levels it signed. Emergency calls that were signed stand among the signed. */
export const signedIn = async (ctx: Ctx, { from, until }: Period): Promise<z.output<typeof counts>> => {
  const sums = await ctx.tx
    .selectFrom('gateGroup')
    .select(({ fn }) => [
      fn.sum<number | null>('calls').as('calls'),
      fn.sum<number | null>('refused').as('refused'),
      fn.sum<number | null>('emergency').as('emergency'),
      fn.sum<number | null>('signedA').as('signedA'),
      fn.sum<number | null>('signedB').as('signedB'),
      fn.sum<number | null>('signedC').as('signedC'),
      fn.sum<number | null>('unsigned').as('unsigned'),
      fn.sum<number | null>('calls').filterWhere('signedA', 'is', null).as('notCounted'),
    ])
    .where('fromAt', '>=', from)
    .where('fromAt', '<', until)
    .executeTakeFirstOrThrow();
  return {
    calls: sums.calls ?? 0,
    refused: sums.refused ?? 0,
    emergency: sums.emergency ?? 0,
    signedA: sums.signedA ?? 0,
    signedB: sums.signedB ?? 0,
    signedC: sums.signedC ?? 0,
    unsigned: sums.unsigned ?? 0,
    notCounted: sums.notCounted ?? 0,
  };
};

export const countSigned = operation({
  http: 'GET /v1/gate-signatures',
  says: 'How many calls the gate carried in a time signed A, B and C, and how many without a signature, as a mitigation plan states them',
  law: ['47 CFR 64.6301(a)'],
  may: ['network', 'compliance', 'officer'],
  by: 'anyone',
  takes: z.strictObject({ from: when, until: when }),
  gives: counts,
  async run(ctx: Ctx, { from, until }) {
    if (Date.parse(until) <= Date.parse(from))
      return refuse('invalid-input', 'until: not after from.', 'Give the first instant, and one after the last.');
    return signedIn(ctx, { from: Date.parse(from), until: Date.parse(until) });
  },
});
