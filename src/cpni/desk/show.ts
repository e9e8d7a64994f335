import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { DAY } from '../../kernel/time.ts';
import { authentications, cpniClasses } from '../../law/facts.ts';
import { record } from '../../ledger/record.ts';
import { proofsInForce } from '../authentication/proof-in-force.ts';
import { proofMethod } from '../authentication/record.ts';
import { usageBetween } from '../call-detail/read.ts';
import { local } from '../customers/dates.ts';
import { languageOfCustomer } from '../customers/find.ts';
import { contact, language, service } from '../customers/record.ts';
import { shownContact, shownService } from '../customers/shown.ts';
import { caller, callersOf } from './caller.ts';
import type { DeskSession } from './record.ts';
import { type Cpni, decided, type Item, itemsOf, toldTo } from './release.ts';
import { session, shownSession } from './shown.ts';
import { atTheDesk, goesOn } from './store.ts';
import { way, waysOf } from './ways.ts';
import { sayingsFor } from './words.ts';

const item = z.strictObject({
  cpni: z.enum(cpniClasses),
  state: z.enum(['open', 'recited', 'locked']),
  cite: z.string().nullable(),
  reason: z.string(),
  by: z.enum(authentications),
  opensBy: z.array(z.enum(authentications)),
});

const account = z.strictObject({
  decisionId: id,
  services: z.array(service),
  contacts: z.array(contact),
  /** Of the last thirty days. */
  usage: z.strictObject({ calls: z.int(), minutes: z.int() }),
});

const readAccount = async (ctx: Ctx, customerId: string): Promise<Omit<z.output<typeof account>, 'decisionId'>> => {
  const { zone } = ctx.carrier;
  const services = await ctx.tx
    .selectFrom('customerService')
    .selectAll()
    .where('customerId', '=', customerId)
    .orderBy('fromAt')
    .execute();
  const contacts = await ctx.tx
    .selectFrom('customerContact')
    .selectAll()
    .where('customerId', '=', customerId)
    .orderBy('linkedDay')
    .execute();
  return {
    services: services.map((row) => shownService(row, zone)),
    contacts: contacts.map((row) => shownContact(row, zone, ctx.at)),
    usage: await usageBetween(ctx, customerId, ctx.at - 30 * DAY, ctx.at),
  };
};

const shownHere: ReadonlySet<Cpni> = new Set(['services-subscribed', 'usage']);

/** The account where the law opens it: asked once more for good, kept, and only then read. */
const openAccount = async (ctx: Ctx, session: DeskSession, items: readonly Item[]) => {
  const opened = items.filter(({ cpni, state }) => shownHere.has(cpni) && state === 'open');
  const [first] = opened;
  if (first === undefined || opened.length < shownHere.size) return null;
  const answer = await decided(ctx, session, toldTo(session, session.channel, [...shownHere], first.by));
  if (!answer.allowed) return null;
  const { decisionId, cite } = answer;
  await record(ctx, {
    kind: 'desk.shown',
    subject: `customer:${session.customerId}`,
    happenedAt: ctx.at,
    facts: { session: session.id, decision: decisionId, cpni: [...shownHere], by: first.by, cite },
  });
  return { decisionId, ...(await readAccount(ctx, session.customerId)) };
};

export const showSession = operation({
  http: 'GET /v1/desk-sessions/{sessionId}',
  says: 'A session: who is served, what proved him, which ways are open, each class of CPNI open or locked and by what it opens, and of his account what the proofs in force open',
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2010(b)', '47 CFR 64.2010(c)', '47 CFR 64.2010(d)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z.strictObject({ sessionId: id }),
  gives: z.strictObject({
    session,
    caller,
    open: z.boolean(),
    proofs: z.array(z.strictObject({ method: proofMethod, at: when, until: when })),
    ways: z.array(way),
    items: z.array(item),
    account: account.nullable(),
    /** What the agent may always say, in the customer's language first. */
    sayings: z.array(z.strictObject({ language, text: z.string() })),
  }),
  async run(ctx: Ctx, { sessionId }) {
    await workWithCpni(ctx);
    const row = found(
      await ctx.tx.selectFrom('deskSession').selectAll().where('id', '=', sessionId).executeTakeFirst(),
      'session',
    );
    const sayings = sayingsFor(row.channel, await languageOfCustomer(ctx, row.customerId));
    const [who] = await callersOf(ctx, [row.customerId]);
    const seen = { session: shownSession(ctx, row), caller: found(who, 'customer'), sayings };
    if (!goesOn(row, ctx.at)) return { ...seen, open: false, proofs: [], ways: [], items: [], account: null };
    const items = await itemsOf(ctx, row);
    const { zone } = ctx.carrier;
    const proofs = await proofsInForce(ctx, { customerId: row.customerId, sessionId, at: ctx.at });
    return {
      ...seen,
      open: true,
      proofs: proofs.map(({ method, provedAt, untilAt }) => ({
        method,
        at: local(zone, provedAt),
        until: local(zone, untilAt),
      })),
      ways: [...(await waysOf(ctx, row))],
      items: items.map((one) => ({ ...one, opensBy: [...one.opensBy] })),
      account: await openAccount(ctx, row, items),
    };
  },
});
