import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem } from '../../kernel/problem.ts';
import { proveCustomer } from '../authentication/prove.ts';
import { e164, lettersKey } from '../customers/normalise.ts';
import type { DeskSession } from './record.ts';
import { atTheDesk, failuresOf, keepAttempt, mostFailures, proofEnds, sessionOn } from './store.ts';
import { suspect } from './suspect.ts';
import { numbersOf } from './ways.ts';

/** Who a caller may be: the customer himself, or a person authorised on the account; by letters only. */
export const namesOf = async (ctx: Ctx, customerId: string): Promise<ReadonlySet<string | null>> => {
  const { name } = await ctx.tx
    .selectFrom('customer')
    .select('name')
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  const persons = await ctx.tx
    .selectFrom('accountPerson')
    .select('key')
    .where('customerId', '=', customerId)
    .where('untilAt', 'is', null)
    .execute();
  return new Set([lettersKey(name), ...persons.map(({ key }) => key)]);
};

type Said = { readonly account: string | null; readonly number: string | null; readonly address: string | null };

const addressMatches = async (ctx: Ctx, customerId: string, address: string): Promise<boolean> => {
  const key = lettersKey(address);
  if (key === null) return false;
  const row = await ctx.tx
    .selectFrom('customerContact')
    .select('id')
    .where('customerId', '=', customerId)
    .where('kind', '=', 'postal')
    .where('key', '=', key)
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
};

/** Everything that he said is so: one wrong thing among right ones is wrong. */
const allMatch = async (ctx: Ctx, { customerId }: DeskSession, said: Said): Promise<boolean> => {
  if (said.account !== null) {
    const { account } = await ctx.tx
      .selectFrom('customer')
      .select('account')
      .where('id', '=', customerId)
      .executeTakeFirstOrThrow();
    if (account !== said.account.trim()) return false;
  }
  if (said.number !== null) {
    const key = e164(said.number);
    if (!(await numbersOf(ctx, customerId)).some(({ number }) => number === key)) return false;
  }
  return said.address === null || addressMatches(ctx, customerId, said.address);
};

/** What a try came to. A caller who is not who he says is no error: he is told no, and it is kept. */
export const tryOutcome = z.strictObject({ held: z.boolean(), triesLeft: z.int() });

const notOnline = (): never => {
  throw new Problem('wrong-state', {
    detail: 'In a chat nothing opens but by a password or a contract.',
    fix: 'Send the customer the page on which he types his password.',
    cite: '47 CFR 64.2010(c)',
  });
};

export const identifyCaller = operation({
  http: 'POST /v1/desk-sessions/{sessionId}/identity',
  says: 'Enter what the caller says of himself: his name and something else of the account; the system compares and shows nothing. Enough for what is no call detail, never for call detail',
  law: ['47 CFR 64.2010(a)'],
  may: atTheDesk,
  by: 'anyone',
  takes: z
    .strictObject({
      sessionId: id,
      name: z.string().trim().min(1).max(200),
      account: z.string().min(1).max(64).nullable().default(null),
      number: z.string().min(1).max(40).nullable().default(null),
      address: z.string().min(1).max(500).nullable().default(null),
    })
    .refine(({ account, number, address }) => account !== null || number !== null || address !== null, {
      message: 'a name alone identifies nobody: give account, number or address as the caller says it',
    })
    .meta({
      examples: [{ sessionId: '01a1f0c2-7b00-7000-8000-000000000001', name: 'Rosa Nguyen', account: 'A-1' }],
    }),
  gives: tryOutcome,
  async run(ctx: Ctx, { sessionId, name, ...said }) {
    const session = await sessionOn(ctx, sessionId);
    if (session.channel === 'online') notOnline();
    const failures = await failuresOf(ctx, session.customerId, 'identity-only');
    if (failures >= mostFailures) return { held: false, triesLeft: 0 };
    const named = (await namesOf(ctx, session.customerId)).has(lettersKey(name) ?? '');
    const held = named && (await allMatch(ctx, session, said));
    const attemptId = await keepAttempt(ctx, session, 'identity-only', held);
    if (held) {
      const { customerId, channel } = session;
      const proof = { customerId, method: 'identity-only', channel, sessionId } as const;
      await proveCustomer(ctx, { ...proof, byWhat: `desk-attempt:${attemptId}`, untilAt: proofEnds(ctx, session) });
      return { held, triesLeft: mostFailures - failures };
    }
    if (failures + 1 >= mostFailures) await suspect(ctx, session, 'identity-only');
    return { held, triesLeft: mostFailures - failures - 1 };
  },
});
