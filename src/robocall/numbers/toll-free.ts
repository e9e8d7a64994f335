import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { blocksGiven, give, givenTo, rightsGiven } from './give.ts';
import { isTollFree } from './normalise.ts';
import { mayChangeNumbers } from './roles.ts';

export const tollFree = operation({
  http: 'POST /v1/numbers:tollFree',
  says: 'Record toll-free numbers of an account on the word of the responsible organization that holds them in the registry',
  law: ['47 CFR 64.6301', '47 CFR 52.101'],
  may: mayChangeNumbers,
  by: 'anyone',
  takes: givenTo.extend({
    /** five characters, as the toll-free registry names it */
    responsibleOrganization: z
      .string()
      .regex(/^[A-Z]{3}\d{2}$/)
      .meta({ examples: ['ATX01'] }),
    /** the subscriber record or the letter of the responsible organization */
    reference: z.string().trim().min(1).max(200),
  }),
  gives: rightsGiven,
  run(ctx: Ctx, { numbers, responsibleOrganization, reference, ...given }) {
    const blocks = blocksGiven(numbers);
    if (!blocks.every(isTollFree))
      refuse('invalid-input', "'numbers' holds one that is not toll-free.", 'Assign it, or record its port or letter.');
    const evidence = `responsible organization ${responsibleOrganization}, ${reference}`;
    return give(ctx, { ...given, blocks, basis: 'toll-free', evidence, fromAt: ctx.at, untilAt: null });
  },
});
