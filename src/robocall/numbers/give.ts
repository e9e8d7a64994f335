import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import type { Block } from './blocks.ts';
import { cut } from './cut.ts';
import { isTollFree } from './normalise.ts';
import { blockGiven, e164Of } from './parse-block.ts';
import { type Basis, holdersOf, insertRights, type NewRight, openAccount, saltsOf } from './rights.ts';
import { shownOf, shownRight } from './shown.ts';

/** What every way of giving a right takes. */
export const givenTo = z.strictObject({
  accountId: id,
  /** numbers, ranges `first..last` and prefixes `515555*` */
  numbers: z
    .array(z.string().min(1).max(80))
    .min(1)
    .max(1000)
    .meta({ examples: [['+15155550100']] }),
  /** how a person made sure that the numbers are the account's; null: nobody did yet, so no call with them is signed A */
  verification: z.string().trim().min(1).max(500).nullable(),
});

export const rightsGiven = z.strictObject({ items: z.array(shownRight) });

type Giving = Pick<z.output<typeof givenTo>, 'accountId' | 'verification'> & {
  readonly blocks: readonly Block[];
  readonly basis: Basis;
  readonly evidence: string;
  readonly fromAt: number;
  readonly untilAt: number | null;
};

/** Who verified a right, now; refused where a machine says so. */
export const verifierOf = (ctx: Ctx, verification: string | null): string | null => {
  if (verification === null) return null;
  return ctx.actor.kind === 'machine'
    ? refuse('person-needed', "'verification' is a person's word.", 'Leave it null; a person verifies the right then.')
    : ctx.actor.name;
};

const refuseClaim = async (ctx: Ctx, claim: NewRight): Promise<never> => {
  const holder = (await holdersOf(ctx, [claim])).get(0);
  // it ended in this very moment: the caller tries again
  if (holder === undefined) throw Object.assign(new Error('a right ended meanwhile'), { code: '40001' });
  const numbers = `${e164Of(holder.firstNumber)} to ${e164Of(holder.lastNumber)}`;
  return refuse(
    'already-exists',
    `'numbers': ${numbers} belong to ${holder.account} (${holder.basis}, since ${told(ctx, holder.fromAt)}).`,
    `End that right first (numbers.end with account ${holder.accountId}), or leave the numbers out.`,
  );
};

/** The numbers of a request, cut into blocks. */
export const blocksGiven = (numbers: readonly string[]): readonly Block[] =>
  numbers.flatMap((text, i) => cut(blockGiven(`numbers.${i}`, text)));

/** What evidence holds of blocks: how many, and their hash under the account's salt. */
export const factsOfBlocks = (salt: string, blocks: readonly Block[]) => ({
  blocks: blocks.length,
  numbers: blocks.reduce((sum, block) => sum + block.lastNumber - block.firstNumber + 1, 0),
  numbersHash: sealed(salt, blocks.map((block) => `${block.firstNumber}-${block.lastNumber}`).join(' ')),
});

/** Gives an account the right to show numbers, all or none: a number of another right of that time refuses it by name. */
export const give = async (ctx: Ctx, { blocks, verification, ...giving }: Giving) => {
  await openAccount(ctx, giving.accountId);
  if (giving.basis !== 'toll-free' && blocks.some(isTollFree))
    refuse(
      'invalid-input',
      "'numbers' holds a toll-free one: only the word of its responsible organization gives a right to it.",
      'Record it with numbers.tollFree.',
    );
  const verifiedBy = verifierOf(ctx, verification);
  const rights = blocks.map(
    (block): NewRight => ({
      id: ctx.id(),
      ...block,
      ...giving,
      verifiedBy,
      verifiedAt: verifiedBy === null ? null : ctx.at,
    }),
  );
  const written = await insertRights(ctx, rights);
  const refused = rights.find((right) => !written.has(right.id));
  if (refused !== undefined) await refuseClaim(ctx, refused);
  const salt = (await saltsOf(ctx, [giving.accountId])).get(giving.accountId) ?? '';
  await record(ctx, {
    kind: `numbers.${giving.basis}`,
    subject: `account:${giving.accountId}`,
    happenedAt: giving.fromAt,
    facts: {
      rights: rights.map((right) => right.id),
      ...factsOfBlocks(salt, blocks),
      evidenceHash: sealed(salt, giving.evidence),
      verified: verification !== null,
      from: giving.fromAt,
      until: giving.untilAt,
    },
  });
  const items = rights.map((right) =>
    shownOf(ctx, { carrierId: ctx.carrier.id, ...right, endedWhy: null, recordedAt: ctx.at }),
  );
  return { items };
};
