import { z } from 'zod';
import { instantOf } from '../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { looking } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
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

export const searchTraceback = looking({
  http: 'POST /v1/tracebacks/{tracebackId}:search',
  says: 'Find the call of a request: first which sources hold that hour, then the calls that may be it with the reason of each; the look goes on record',
  law: [...tracebackLaw, '47 U.S.C. 222(d)(2)'],
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({ tracebackId: id }),
  gives: z.strictObject({ coverage: coverageShown, terms: z.array(z.string()), candidates: z.array(candidateShown) }),
  async look(work: Work, { tracebackId }) {
    const { call, coverage } = await work.transaction(async (ctx) => {
      const asked = confirmedCall(await tracebackRead(ctx, tracebackId));
      return { call: asked, coverage: await coverageAt(ctx, instantOf('at', asked.at)) };
    });
    const found = await candidatesFor(work, call, 'found');
    return async (ctx: Ctx) => {
      await recordSearch(ctx, tracebackId, found);
      return { coverage, terms: [...found.terms], candidates: [...found.candidates] };
    };
  },
});
