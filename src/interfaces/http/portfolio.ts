import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { carriersOf } from '../../carriers/sign-in/sessions.ts';
import type { SessionIdentity } from '../../carriers/staff/authenticate.ts';
import type { Connections } from '../../db/connect.ts';
import type { Asking } from '../../db/context.ts';
import { randomIds } from '../../kernel/id.ts';
import { refuse } from '../../kernel/problem.ts';
import type { operations } from '../../operations.ts';
import { authorize, invoke, listed } from '../invoke.ts';
import { answering, signedIn } from './identify.ts';

type Listed = typeof operations;
type Answers = { readonly [N in 'clocks.list' | 'filings.list']: z.output<Listed[N]['gives']> };

/** Asks one operation as the person is at that carrier: with the roles that he has there, in a transaction of its own. */
const askAt = async <N extends keyof Answers>(
  connections: Connections,
  asking: Asking,
  name: N,
): Promise<Answers[N]> => {
  const operation = listed.get(name);
  if (operation === undefined) throw new Error(`${name} is in the list of operations`);
  authorize(asking.actor, operation);
  return (await invoke(connections, name, asking, { input: {}, key: null })) as Answers[N];
};

type Carrier = Awaited<ReturnType<typeof carriersOf>>[number];

/** Where a carrier stands: its newest certification, what is late, what is next. Dates and states, nothing of a customer. */
const lineOf = async (connections: Connections, identity: SessionIdentity, carrier: Carrier) => {
  const { carrierId, shortName, roles } = carrier;
  const now = Date.now();
  const asking = { ...identity, carrierId, actor: { ...identity.actor, roles }, at: now, id: randomIds(now) };
  const clocks = await askAt(connections, asking, 'clocks.list');
  const filings = await askAt(connections, asking, 'filings.list');
  const [newest] = filings.items;
  const dated = clocks.items.filter(({ bound }) => bound === 'by').toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  const next = dated.find(({ state }) => state !== 'late');
  return {
    ...{ carrierId, shortName, current: carrierId === identity.carrierId },
    certification: newest === undefined ? null : { year: newest.year, state: newest.state },
    late: dated.filter(({ state }) => state === 'late').length,
    next: next === undefined ? null : { what: next.what, dueOn: next.dueOn, why: next.why },
  };
};

/** Every carrier that a person is counsel of, one short transaction each: it belongs to the person, so it is no operation. */
export const portfolio = (app: FastifyInstance, connections: Connections): void => {
  answering(app)('GET', '/v1/sessions/portfolio', async (request) => {
    const identity = await signedIn(connections.platform, request, Date.now());
    const carriers = await carriersOf(connections, identity);
    const counselled = carriers.filter(({ roles }) => roles.includes('counsel'));
    if (counselled.length === 0)
      refuse('not-allowed', 'A portfolio is for counsel.', 'Ask an administrator of each carrier for the role.');
    const items = [];
    for (const carrier of counselled) items.push(await lineOf(connections, identity, carrier));
    return { items };
  });
};
