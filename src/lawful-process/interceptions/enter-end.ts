import { z } from 'zod';
import { instantOf } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, passwordAgain, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { admit, interceptionLaw, mayBeDesignated, witnessed } from './admit.ts';
import { step, stepOf } from './steps.ts';
import { lockedInterception } from './store.ts';

export const enterAuthorizedEnd = operation({
  http: 'POST /v1/interceptions/{interceptionId}:enter-end',
  says: 'Enter until when a legal authorization reaches of which nobody knew that: once, by the senior officer of the policies in force, with his password',
  law: [...interceptionLaw],
  may: mayBeDesignated,
  by: 'person-again',
  takes: z.strictObject({
    interceptionId: id,
    /** the last instant at which it may run; null only where the authorization names none */
    authorizedUntil: when.nullable(),
    password: passwordAgain,
  }),
  gives: step,
  async run(ctx: Ctx, { interceptionId, authorizedUntil: until }) {
    const { officerId } = await admit(ctx);
    if (officerId !== ctx.actor.id)
      throw new Problem('not-allowed', {
        detail: 'What an old authorization says is entered by the senior officer.',
        fix: 'Ask the senior officer whom the policies in force name.',
        cite: '47 CFR 1.20003(b)(1)',
      });
    const row = await lockedInterception(ctx, interceptionId);
    if (row.authorizedEnd !== 'unknown')
      refuse('wrong-state', 'It is on record until when it reaches.', 'An extension is an order of its own.');
    const authorizedUntil = until === null ? null : instantOf('authorizedUntil', until);
    if (authorizedUntil !== null && authorizedUntil <= (row.legalAt ?? 0))
      refuse('invalid-input', "'authorizedUntil' lies before the authorization.", 'Give the end that it names.');
    if (authorizedUntil !== null && row.startAt !== null && authorizedUntil <= row.startAt)
      refuse(
        'invalid-input',
        "'authorizedUntil' lies before the start: it was made without authorization.",
        'End this record and record it as made without.',
      );
    await witnessed(ctx, 'end-entered', interceptionId, {});
    const authorizedEnd = authorizedUntil === null ? 'none-named' : 'named';
    const changed = await ctx.tx
      .updateTable('interception')
      .set({ authorizedEnd, authorizedUntil })
      .where('id', '=', interceptionId)
      .returningAll()
      .executeTakeFirstOrThrow();
    return stepOf(changed);
  },
});
