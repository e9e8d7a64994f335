import type { Ctx } from '../../db/context.ts';
import type { ProblemFacts } from '../../kernel/problem.ts';
import type { Held } from './hold.ts';
import { mayKnow } from './show.ts';

/** A hold as it is told to whoever meets it: who may not know of breaches learns that and until when something is held, and whom to ask. */
export const heldAs = (ctx: Ctx, { from, detail, fix, cite }: Held, what: string): ProblemFacts => {
  if (ctx.actor.roles.some((role) => mayKnow.includes(role))) return { detail, fix, cite };
  const until = from === null ? 'until they lift it' : `until ${from}`;
  const ask = 'Ask compliance, counsel or an officer: nobody else can lift it.';
  return { detail: `Compliance holds ${what} ${until}.`, fix: ask, cite: null };
};
