import type { Ctx } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { versionsOf } from '../notices/newest-versions.ts';
import type { Run } from './runs.ts';

/**
 * Refuses to go on with a sending whose words, e-mailed or printed, have been replaced since it was prepared: who looked at it saw the old ones, and a notice
 * that the carrier has corrected since would mislead, 64.2008(c)(4).
 */
export const demandSameWording = async (ctx: Ctx, { groupId, preparedAt }: Run): Promise<void> => {
  const then = await versionsOf(ctx, groupId, preparedAt);
  const now = await versionsOf(ctx, groupId, ctx.at);
  const replaced = [...then]
    .filter(([language, { id, printedId }]) => {
      const standing = now.get(language);
      return standing?.id !== id || standing.printedId !== printedId;
    })
    .map(([language]) => language);
  if (replaced.length === 0) return;
  throw new Problem('wrong-state', {
    detail: `Other words of this notice were approved after the sending was prepared: ${replaced.join(', ')}.`,
    fix: 'Stop the sending and prepare it again, so that the new words are looked at; whom it has reached is left out.',
    cite: '47 CFR 64.2008(c)(4)',
  });
};
