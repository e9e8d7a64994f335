import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { photoIdProves } from '../../law/questions/photo-id.ts';
import { proveCustomer } from '../authentication/prove.ts';
import { localDate } from '../customers/dates.ts';
import { lettersKey } from '../customers/normalise.ts';
import { namesOf, tryOutcome } from './identify.ts';
import { atTheDesk, failuresOf, keepAttempt, mostFailures, proofEnds, sessionOn } from './store.ts';
import { suspect } from './suspect.ts';

const kinds = ['driver-license', 'state-id', 'passport', 'military-id', 'other-government', 'not-government'] as const;

export const seePhotoId = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/photo-id',
  says: 'Enter the photo ID that a visitor shows in the store: its kind, name and last day; none of it is kept. It proves him if it is valid today and matches the account',
  law: ['47 CFR 64.2010(d)', '47 CFR 64.2003(r)'],
  may: atTheDesk,
  // eyes are needed
  by: 'person',
  takes: z.strictObject({
    sessionId: id,
    kind: z.enum(kinds),
    name: z.string().trim().min(1).max(200),
    expiresOn: date,
  }),
  gives: tryOutcome.extend({
    missing: z.enum(['government', 'expired', 'name']).nullable(),
    cite: z.string(),
  }),
  async run(ctx: Ctx, { sessionId, kind, name, expiresOn }) {
    const session = await sessionOn(ctx, sessionId);
    if (session.channel !== 'store')
      refuse('wrong-state', 'This customer is not in the store.', 'Take another way that the session shows as open.');
    const { customerId, channel } = session;
    const failures = await failuresOf(ctx, customerId, 'photo-id');
    if (failures >= mostFailures) return { held: false, triesLeft: 0, missing: null, cite: '47 CFR 64.2010(a)' };
    const answer = photoIdProves({
      issuedBy: kind === 'not-government' ? 'other' : 'government',
      expiresOn,
      today: localDate(ctx.carrier.zone, ctx.at),
      name: (await namesOf(ctx, customerId)).has(lettersKey(name) ?? '') ? 'matches' : 'differs',
    });
    const attemptId = await keepAttempt(ctx, session, 'photo-id', answer.valid);
    if (answer.valid) {
      const proof = { customerId, method: 'photo-id', channel, sessionId } as const;
      await proveCustomer(ctx, { ...proof, byWhat: `desk-attempt:${attemptId}`, untilAt: proofEnds(ctx, session) });
      return { held: true, triesLeft: mostFailures - failures, missing: null, cite: answer.cite };
    }
    if (failures + 1 >= mostFailures) await suspect(ctx, session, 'photo-id');
    return { held: false, triesLeft: mostFailures - failures - 1, missing: answer.missing, cite: answer.cite };
  },
});
