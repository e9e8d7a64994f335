import { z } from 'zod';
import { instantOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { candidateShown, candidatesFor } from './candidates.ts';
import { tracebackLaw } from './clock.ts';
import { type CallAsked, callAsked } from './confirm.ts';
import { coverageAt, coverageShown } from './coverage.ts';
import { tracebackRead } from './store.ts';

/** The confirmed call of a request; refused before a person has confirmed it. */
export const confirmedCall = ({ call, state }: { readonly call: unknown; readonly state: string }): CallAsked =>
  call === null || state === 'arrived'
    ? refuse('wrong-state', 'Nobody has confirmed which call it asks about.', 'Confirm the request first.')
    : callAsked.parse(call);

export const searchTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:search',
  says: 'Find the call of a request: first which sources hold that hour, then the calls that may be it with the reason of each; the look goes on record',
  law: [...tracebackLaw, '47 U.S.C. 222(d)(2)'],
  may: ['network', 'compliance'],
  by: 'person',
  takes: z.strictObject({ tracebackId: id }),
  gives: z.strictObject({ coverage: coverageShown, terms: z.array(z.string()), candidates: z.array(candidateShown) }),
  async run(ctx: Ctx, { tracebackId }) {
    // without a lock: it changes nothing of the request, and a search may take its time
    const call = confirmedCall(await tracebackRead(ctx, tracebackId));
    const coverage = await coverageAt(ctx, instantOf('at', call.at));
    const { terms, candidates } = await candidatesFor(ctx, tracebackId, call, 'found');
    return { coverage, terms: [...terms], candidates: [...candidates] };
  },
});
