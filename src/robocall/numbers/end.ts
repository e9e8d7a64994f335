import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import type { Block } from './blocks.ts';
import { without } from './cut.ts';
import { blocksGiven, factsOfBlocks } from './give.ts';
import { insertRights, type NewRight, rightsOver, saltsOf } from './rights.ts';
import { mayChangeNumbers } from './roles.ts';

const why = z.enum(['ported-out', 'expired', 'withdrawn', 'disconnected', 'entered-wrongly']);

type Right = Awaited<ReturnType<ReturnType<typeof rightsOver>['execute']>>[number];

/** The rights of the account that still hold, or will, over a block. */
const openOver = (ctx: Ctx, accountId: string, block: Block): Promise<readonly Right[]> =>
  rightsOver(ctx, block)
    .where('accountId', '=', accountId)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', ctx.at)]))
    .whereRef('untilAt', 'is distinct from', 'fromAt')
    .forUpdate('numberRight')
    .execute();

const covers = (rights: readonly Right[], block: Block): boolean =>
  rights.reduce((left, right) => left.flatMap((part) => without(part, right)), [block] as readonly Block[]).length ===
  0;

/** Closes a right now; one that has not begun never begins. */
const close = (ctx: Ctx, right: Right, endedWhy: string) =>
  ctx.tx
    .updateTable('numberRight')
    .set({ untilAt: Math.max(right.fromAt, ctx.at), endedWhy })
    .where('id', '=', right.id)
    .execute();

/** What a right keeps when a block is taken from its middle, as rights that go on from now. */
const rest = (ctx: Ctx, right: Right, block: Block): readonly NewRight[] =>
  without(right, block).map((part) => ({
    ...part,
    id: ctx.id(),
    accountId: right.accountId,
    basis: right.basis,
    evidence: right.evidence,
    verifiedBy: right.verifiedBy,
    verifiedAt: right.verifiedAt,
    fromAt: Math.max(right.fromAt, ctx.at),
    untilAt: right.untilAt,
  }));

const endBlock = async (ctx: Ctx, accountId: string, block: Block, endedWhy: string): Promise<readonly string[]> => {
  const rights = await openOver(ctx, accountId, block);
  if (!covers(rights, block))
    refuse('not-found', "'numbers' holds some that the account has no right to.", 'List the rights of the account.');
  for (const right of rights) {
    await close(ctx, right, endedWhy);
    const kept = rest(ctx, right, block);
    const written = await insertRights(ctx, kept);
    if (written.size < kept.length) throw Object.assign(new Error('a right began meanwhile'), { code: '40001' });
  }
  return rights.map((right) => right.id);
};

export const endNumbers = operation({
  http: 'POST /v1/numbers:end',
  says: 'End the right of an account to numbers, now: ported out, expired, withdrawn, disconnected or entered wrongly',
  law: ['47 CFR 64.6301', '47 CFR 64.1200(o)'],
  may: mayChangeNumbers,
  by: 'anyone',
  takes: z.strictObject({
    accountId: id,
    numbers: z
      .array(z.string().min(1).max(80))
      .min(1)
      .max(1000)
      .meta({ examples: [['+15155550100']] }),
    why,
    reason: z.string().trim().min(1).max(500),
  }),
  gives: z.strictObject({ ended: z.int(), numbers: z.int() }),
  async run(ctx: Ctx, { accountId, numbers, why: kind, reason }) {
    const blocks = blocksGiven(numbers);
    const ended: string[] = [];
    for (const block of blocks) ended.push(...(await endBlock(ctx, accountId, block, `${kind}: ${reason}`)));
    const salts = await saltsOf(ctx, [accountId]);
    const facts = factsOfBlocks(salts.get(accountId) ?? '', blocks);
    await record(ctx, {
      kind: 'numbers.ended',
      subject: `account:${accountId}`,
      happenedAt: ctx.at,
      facts: { rights: [...new Set(ended)], why: kind, ...facts },
    });
    return { ended: new Set(ended).size, numbers: facts.numbers };
  },
});
