import { z } from 'zod';
import { dateAt, instantOf, monthsAfter } from '../../carriers/promises/local-time.ts';
import { monthsKept } from '../../carriers/retention/class.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { looking } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { gateKept } from '../call-gate/retention.ts';
import { callRecordsKept } from '../traffic/calls/retention.ts';
import { candidateShown, candidatesFor, recordSearch } from './candidates.ts';
import { tracebackLaw } from './clock.ts';
import { type CallAsked, callAsked } from './confirm.ts';
import { coverageAt, coverageShown } from './coverage.ts';
import { tracebackRead } from './store.ts';

/** The confirmed call of a request; refused before a person has confirmed it. */
export const confirmedCall = ({ call, state }: { readonly call: unknown; readonly state: string }): CallAsked =>
  call === null || state === 'arrived'
    ? refuse('wrong-state', 'Nobody has confirmed which call it asks about.', 'Confirm the request first.')
    : callAsked.parse(call);

/** Until when at least the records of an hour are kept, by their kind: days on which they may go. */
const keptUntil = async (ctx: Ctx, at: number) => {
  const day = dateAt(ctx, at);
  return {
    calls: monthsAfter(day, await monthsKept(ctx, callRecordsKept)),
    gate: monthsAfter(day, await monthsKept(ctx, gateKept)),
  };
};

export const searchTraceback = looking({
  http: 'POST /v1/tracebacks/{tracebackId}:search',
  says: 'Find the call of a request: first which sources hold that hour, then the calls that may be it with the reason of each; the look goes on record',
  law: [...tracebackLaw, '47 U.S.C. 222(d)(2)'],
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({ tracebackId: id }),
  gives: z.strictObject({
    coverage: coverageShown,
    /** until when at least the records of that hour are kept, by the kind of source */
    keptUntil: z.strictObject({ calls: date, gate: date }),
    terms: z.array(z.string()),
    candidates: z.array(candidateShown),
  }),
  async look(work: Work, { tracebackId }) {
    const { call, coverage, kept } = await work.transaction(async (ctx) => {
      const asked = confirmedCall(await tracebackRead(ctx, tracebackId));
      const at = instantOf('at', asked.at);
      return { call: asked, coverage: await coverageAt(ctx, at), kept: await keptUntil(ctx, at) };
    });
    const found = await candidatesFor(work, call, 'found');
    return async (ctx: Ctx) => {
      await recordSearch(ctx, tracebackId, found);
      return { coverage, keptUntil: kept, terms: [...found.terms], candidates: [...found.candidates] };
    };
  },
});
