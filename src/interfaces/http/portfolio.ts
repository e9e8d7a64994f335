import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { carriersOf } from '../../carriers/sign-in/sessions.ts';
import type { SessionIdentity } from '../../carriers/staff/authenticate.ts';
import type { Connections } from '../../db/connect.ts';
import type { Asking } from '../../db/context.ts';
import { readConfirmation } from '../../filings/certification/confirmation.ts';
import { readDocument } from '../../filings/lint/read-document.ts';
import { acrossCarriers } from '../../filings/season/across.ts';
import { matchConfirmation } from '../../filings/season/match.ts';
import { randomIds } from '../../kernel/id.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import type { operations } from '../../operations.ts';
import { authorize, invoke, listed, parsed } from '../invoke.ts';
import { answeringAtMost, signedIn } from './identify.ts';

type Listed = typeof operations;
type Asked = 'registrations.entry' | 'clocks.list' | 'filings.season' | 'filings.fingerprints' | 'filings.receipt';

/** Asks one operation as the person is at that carrier: with the roles that he has there, in a transaction of its own. */
const askAt = async <N extends Asked>(
  connections: Connections,
  asking: Asking,
  name: N,
  input: z.input<Listed[N]['takes']>,
): Promise<z.output<Listed[N]['gives']>> => {
  const operation = listed.get(name);
  if (operation === undefined) throw new Error(`${name} is in the list of operations`);
  authorize(asking.actor, operation);
  return (await invoke(connections, name, asking, { input, key: null })) as z.output<Listed[N]['gives']>;
};

type Carrier = Awaited<ReturnType<typeof carriersOf>>[number];

const askingAt = (identity: SessionIdentity, { carrierId, roles }: Pick<Carrier, 'carrierId' | 'roles'>): Asking => {
  const now = Date.now();
  return { ...identity, carrierId, actor: { ...identity.actor, roles }, at: now, id: randomIds(now) };
};

/** Where a carrier stands: its season, what is late, what is next. Dates, states and counts, nothing of a customer. */
const lineOf = async (connections: Connections, identity: SessionIdentity, carrier: Carrier) => {
  const asking = askingAt(identity, carrier);
  const clocks = await askAt(connections, asking, 'clocks.list', {});
  const season = await askAt(connections, asking, 'filings.season', {});
  const dated = clocks.items.filter(({ bound }) => bound === 'by').toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  const next = dated.find(({ state }) => state !== 'late');
  return {
    ...{ carrierId: carrier.carrierId, shortName: carrier.shortName },
    current: carrier.carrierId === identity.carrierId,
    season,
    entry: await askAt(connections, asking, 'registrations.entry', {}),
    late: dated.filter(({ state }) => state === 'late').length,
    next: next === undefined ? null : { what: next.what, dueOn: next.dueOn, why: next.why },
  };
};

/** Asks each carrier in its turn: a short transaction each. */
const inTurn = async <T>(
  carriers: readonly Carrier[],
  ask: (carrier: Carrier) => Promise<T>,
): Promise<readonly T[]> => {
  const answers: T[] = [];
  for (const carrier of carriers) answers.push(await ask(carrier));
  return answers;
};

const confirmationFile = z.strictObject({
  /** the PDF, base64 */
  document: z.base64().max(900_000, 'up to 670 kB: print the page of the confirmation alone'),
});

type Told = {
  readonly outcome: 'recorded' | 'recorded before' | 'flagged';
  readonly shortName: string | null;
  readonly confirmation: string | null;
  readonly why: string | null;
};

/** Reads one confirmation, finds whose it is and records it there; what is not certain is flagged and recorded nowhere. */
const takeConfirmation = async (
  connections: Connections,
  identity: SessionIdentity,
  carriers: readonly Carrier[],
  document: string,
): Promise<Told> => {
  const read = await readDocument(Buffer.from(document, 'base64'));
  const says = readConfirmation('text' in read ? read.text : '');
  const of = { confirmation: says.number, shortName: null };
  if ('error' in read) return { ...of, outcome: 'flagged', why: read.detail };
  const candidates = await inTurn(carriers, async (carrier) => ({
    ...{ carrierId: carrier.carrierId, shortName: carrier.shortName },
    ...(await askAt(connections, askingAt(identity, carrier), 'filings.season', {})),
  }));
  const match = matchConfirmation(says, candidates);
  const { shortName = null, carrierId, filingId } = match.candidate ?? {};
  if (match.kind !== 'ours') return { ...of, shortName, outcome: match.kind, why: 'why' in match ? match.why : null };
  const carrier = carriers.find((one) => one.carrierId === carrierId);
  if (carrier === undefined || filingId === undefined || filingId === null) throw new Error('a match is of a filing');
  try {
    const { number: confirmation, receivedAt } = match;
    const given = { filingId, confirmation, receivedAt, document };
    await askAt(connections, askingAt(identity, carrier), 'filings.receipt', given);
    return { ...of, shortName, outcome: 'recorded', why: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...of, shortName, outcome: 'flagged', why: error.facts.detail };
  }
};

/** What a person does for every carrier that he is counsel of, one short transaction each: it belongs to the person, so it is no operation. */
export const portfolio = (app: FastifyInstance, connections: Connections): void => {
  // forty confirmations are dropped at once
  const answer = answeringAtMost(app, 240);
  const counselOf = async (request: FastifyRequest) => {
    const identity = await signedIn(connections.platform, request, Date.now());
    const carriers = (await carriersOf(connections, identity)).filter(({ roles }) => roles.includes('counsel'));
    if (carriers.length === 0)
      refuse('not-allowed', 'A portfolio is for counsel.', 'Ask an administrator of each carrier for the role.');
    return { identity, carriers };
  };
  answer('GET', '/v1/sessions/portfolio', async (request) => {
    const { identity, carriers } = await counselOf(request);
    return { items: await inTurn(carriers, (carrier) => lineOf(connections, identity, carrier)) };
  });
  answer('GET', '/v1/sessions/portfolio/across', async (request) => {
    const { identity, carriers } = await counselOf(request);
    const printed = await inTurn(carriers, async (carrier) => ({
      ...{ carrierId: carrier.carrierId, shortName: carrier.shortName },
      ...(await askAt(connections, askingAt(identity, carrier), 'filings.fingerprints', {})),
    }));
    return acrossCarriers(printed);
  });
  answer('POST', '/v1/sessions/portfolio/confirmations', async (request) => {
    const { identity, carriers } = await counselOf(request);
    return takeConfirmation(connections, identity, carriers, parsed(confirmationFile, request.body).document);
  });
};
