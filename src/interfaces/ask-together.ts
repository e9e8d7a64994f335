import type { z } from 'zod';
import type { Identity } from '../carriers/staff/authenticate.ts';
import type { Connections } from '../db/connect.ts';
import { type Ctx, transact } from '../db/context.ts';
import { gather } from '../kernel/gather.ts';
import { randomIds } from '../kernel/id.ts';
import type { GatheringOperation } from '../kernel/operation.ts';
import { orProblem, Problem } from '../kernel/problem.ts';
import { authorize, parsed } from './invoke.ts';

type Gathering = GatheringOperation<Ctx, z.ZodType, z.ZodType>;
type Asked = { readonly o: Gathering; readonly input: unknown };
type Outcome = { readonly answer: unknown } | { readonly error: unknown };

const most = 200;

const outcomeOf = (answer: unknown): Outcome => (answer instanceof Problem ? { error: answer } : { answer });

/** One transaction for what one actor asks at once. Where it breaks before its commit, each is asked by itself: one must not fail the rest. */
const inOne = async (
  connections: Connections,
  identity: Identity,
  o: Gathering,
  inputs: readonly unknown[],
): Promise<readonly Outcome[]> => {
  const now = Date.now();
  const asking = { ...identity, at: now, id: randomIds(now) };
  let committing = false;
  try {
    const answers = await transact(connections, asking, async (ctx) => {
      const each = await o.runEach(ctx, inputs);
      committing = true;
      return each;
    });
    return answers.map(outcomeOf);
  } catch (error) {
    // a commit that was cut off may stand: asked again, it would be recorded twice
    if (committing || inputs.length === 1) return inputs.map(() => ({ error }));
  }
  const alone: Outcome[] = [];
  for (const input of inputs) alone.push(...(await inOne(connections, identity, o, [input])));
  return alone;
};

/** Answers those inputs that are understood together; the others with what is wrong in them. */
const together = async (connections: Connections, identity: Identity, part: readonly Asked[]): Promise<Outcome[]> => {
  const [first] = part;
  if (first === undefined) return [];
  const inputs = part.map(({ o, input }) =>
    orProblem(() => {
      authorize(identity.actor, o);
      return { understood: parsed(o.takes, input) };
    }),
  );
  const good = inputs.flatMap((one) => (one instanceof Problem ? [] : [one.understood]));
  const answers = (good.length === 0 ? [] : await inOne(connections, identity, first.o, good)).values();
  return inputs.map((one) => {
    if (one instanceof Problem) return { error: one };
    return answers.next().value ?? { error: new Error('an input was not answered') };
  });
};

/** Asks a gathering operation under a token, together with whatever is asked under it meanwhile. */
export type AskTogether = (token: string, name: string, asked: Asked) => Promise<unknown>;

/** The gatherer of one server. Who a token stands for is looked up anew for every run, after all of its requests have come. */
export const askTogether = (
  connections: Connections,
  lookUp: (token: string, now: number) => Promise<Identity>,
): AskTogether => {
  const ask = gather<{ readonly token: string } & Asked, Outcome>(
    async (_key, part) => {
      const identity = await lookUp(part[0]?.token ?? '', Date.now());
      return together(connections, identity, part);
    },
    { most: most, everyMs: 0 },
  );
  return async (token, name, asked) => {
    const outcome = await ask(`${name} ${token}`, { token, ...asked });
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  };
};
