import { z } from 'zod';
import { toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import type { CallingCustomer } from '../../law/questions/attestation-for.ts';
import { attestedWith, callerOf, type OwnRight } from './attested.ts';
import { type Held, holdersNow, listsOver, otherTimes } from './look-up.ts';
import { isPossible } from './normalise.ts';
import { blockIn, e164Of } from './parse-block.ts';
import { rightBasis } from './record.ts';
import { openAccount } from './rights.ts';
import { maySeeNumbers } from './roles.ts';
import { type NotShown, whyNotShown } from './screening.ts';

const most = 5000;

const checked = z.strictObject({
  /** as it was given; a range is answered number by number */
  given: z.string(),
  number: z.string().nullable(),
  shown: z.enum([...rightBasis.options, 'not-shown', 'unreadable']),
  evidence: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  validUntil: when.nullable(),
  /** what a call with it would be signed; none: it is not carried */
  attest: z.enum(['A', 'B', 'C', 'none']),
  why: z.string(),
});
type Checked = z.input<typeof checked>;

type Asked = { readonly given: string; readonly number: number } | { readonly given: string; readonly wrong: string };

/** The single numbers that the texts name. */
const numbersIn = (texts: readonly string[]): readonly Asked[] => {
  const asked: Asked[] = [];
  for (const given of texts) {
    const block = blockIn(given);
    if ('wrong' in block) {
      asked.push({ given, wrong: `It ${block.wrong}. ${block.fix}` });
      continue;
    }
    if (block.lastNumber - block.firstNumber >= most - asked.length)
      refuse('too-large', `'numbers' names over ${most} numbers.`, 'Check them in parts.');
    for (let number = block.firstNumber; number <= block.lastNumber; number += 1) asked.push({ given, number });
  }
  return asked;
};

type Facts = {
  readonly customer: CallingCustomer;
  readonly carried: boolean;
  readonly policy: 'own-only' | 'signed-b';
  /** the account's right, of now or of another time */
  readonly right: OwnRight | null;
  /** who has the number now */
  readonly holder: Held | null;
  readonly stopped: NotShown | null;
};

/** Why a number is not carried at all, or null. */
const whyRefused = ({ policy, stopped, carried, right, holder }: Facts): string | null => {
  if (!carried) return 'Refused: the account is suspended or its vetting has lapsed; only emergency calls are carried.';
  if (stopped !== null) return `No call may show it: ${stopped.list}, by ${stopped.source} (${stopped.cite}).`;
  if (policy === 'signed-b' || (holder !== null && holder.accountId === right?.accountId)) return null;
  const other = holder === null ? '' : `; it is the number of ${holder.account}`;
  return `Refused: the account shows only its own numbers, and this is none of them now${other}.`;
};

const judge = (ctx: Ctx, given: string, number: number, facts: Facts): Checked => {
  const { customer, right, holder } = facts;
  const refused = whyRefused(facts);
  const attestation = attestedWith(ctx, customer, number, right);
  return {
    given,
    number: e164Of(number),
    shown: right !== null && holder?.accountId === right.accountId ? right.basis : 'not-shown',
    evidence: right?.evidence ?? null,
    verifiedBy: right?.verifiedBy ?? null,
    validUntil: toldOrNull(ctx, right?.untilAt ?? null),
    attest: refused === null ? attestation.level : 'none',
    why: refused ?? attestation.reason,
  };
};

const unreadable = (given: string, why: string): Checked => ({
  given,
  number: null,
  shown: 'unreadable',
  evidence: null,
  verifiedBy: null,
  validUntil: null,
  attest: 'none',
  why,
});

export const checkNumbers = operation({
  http: 'POST /v1/numbers:check',
  says: 'What an account may show: each number given, on what right, until when, and what its calls would be signed, in words',
  law: ['47 CFR 64.6301', '47 CFR 64.1200(o)'],
  may: maySeeNumbers,
  by: 'anyone',
  takes: z.strictObject({
    accountId: id,
    numbers: z
      .array(z.string().max(80))
      .min(1)
      .max(most)
      .meta({ examples: [['+15155550100']] }),
  }),
  gives: z.strictObject({ items: z.array(checked) }),
  async run(ctx: Ctx, { accountId, numbers }) {
    const account = await openAccount(ctx, accountId);
    const asked = numbersIn(numbers);
    const distinct = [...new Set(asked.flatMap((one) => ('number' in one ? [one.number] : [])))];
    const holders = await holdersNow(ctx, distinct);
    const isOwn = (number: number): boolean => holders.get(number)?.accountId === accountId;
    const past = await otherTimes(
      ctx,
      accountId,
      distinct.filter((number) => !isOwn(number)),
    );
    const caller = await callerOf(ctx, account);
    const lists = await listsOver(ctx, distinct, holders);
    const items = asked.map((one) => {
      if ('wrong' in one) return unreadable(one.given, one.wrong);
      const { given, number } = one;
      if (!isPossible(number)) return unreadable(given, 'No such number can exist in North America.');
      const holder = holders.get(number) ?? null;
      const right = holder !== null && isOwn(number) ? holder : (past.get(number) ?? null);
      const stopped = whyNotShown(number, lists);
      return judge(ctx, given, number, { ...caller, policy: account.callerIdPolicy, right, holder, stopped });
    });
    return { items };
  },
});
