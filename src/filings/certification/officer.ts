import type { Ctx } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Officer } from './document-facts.ts';

/** The officer as he stands on the register of members now; refused when he is not one. */
export const officerOf = async (ctx: Ctx, personId: string): Promise<Officer> => {
  const row = await ctx.tx
    .selectFrom('membership')
    .select(['name', 'title', 'email', 'roles'])
    .where('personId', '=', personId)
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  if (row === undefined || !row.roles.includes('officer'))
    throw new Problem('filing-blocked', {
      detail: "'officerId': this person does not stand on the carrier's register as an officer.",
      fix: 'Name an officer of the company, or let an administrator enter the office with its title.',
      cite: '47 CFR 64.2009(e)',
    });
  if (row.title.trim() === '')
    throw new Problem('filing-blocked', {
      detail: `'officerId': the register has no title for ${row.name}.`,
      fix: 'Let an administrator enter the title; the certificate prints it.',
      cite: '47 CFR 64.2009(e)',
    });
  return { id: personId, name: row.name, title: row.title, email: row.email };
};
