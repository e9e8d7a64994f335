import type { Ctx } from '../../db/context.ts';
import { Problem } from '../../kernel/problem.ts';
import { heldAs } from '../breaches/held-as.ts';
import { firstHold, untoldBreaches } from '../breaches/hold.ts';
import { tellsOfBreach } from '../breaches/words.ts';

/** Refuses a script that tells of a breach while any hold stands, 64.2011(a): customers hear of one by its own notice, never by an offer before. */
export const demandNoBreachTold = async (ctx: Ctx, { script }: { readonly script: string }): Promise<void> => {
  const told = tellsOfBreach('en', script) ?? tellsOfBreach('es', script);
  if (told === null) return;
  const held = await firstHold(ctx, await untoldBreaches(ctx, ctx.at), ctx.at);
  if (held === null) return;
  const detail = `The script tells of a breach (“${told}”). ${held.detail}`;
  const fix = `${held.fix} Or take those words out of the script and have it approved anew.`;
  throw new Problem('wrong-state', heldAs(ctx, { ...held, detail, fix }, 'this campaign'));
};
