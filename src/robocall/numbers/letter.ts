import { z } from 'zod';
import { dateAt, dayNumber, pastDate, startOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, sha256Hex } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { blocksGiven, give, givenTo, rightsGiven } from './give.ts';
import { mayChangeNumbers } from './roles.ts';

export const letterOfAuthorization = operation({
  http: 'POST /v1/numbers:letter',
  says: "Record a letter in which the holder of numbers of another carrier lets an account show them, through the letter's last day",
  law: ['47 CFR 64.6301'],
  may: mayChangeNumbers,
  by: 'anyone',
  takes: givenTo.extend({
    /** who holds the numbers and signed */
    holder: z.string().trim().min(1).max(200),
    signedOn: date,
    /** SHA-256 of the letter as it lies on file */
    letterHash: sha256Hex,
    /** the last day on which it holds, in the carrier's zone */
    lastDay: date,
  }),
  gives: rightsGiven,
  run(ctx: Ctx, { numbers, holder, signedOn, letterHash, lastDay, ...given }) {
    pastDate(ctx, 'signedOn', signedOn);
    if (lastDay < dateAt(ctx, ctx.at))
      refuse('invalid-input', "'lastDay' has passed.", 'Ask the holder for a letter that still holds.');
    return give(ctx, {
      ...given,
      blocks: blocksGiven(numbers),
      basis: 'letter',
      evidence: `letter of ${holder}, signed ${signedOn}, ${letterHash}`,
      fromAt: ctx.at,
      untilAt: startOf(ctx, dateOfDay(dayNumber(lastDay) + 1)),
    });
  },
});
