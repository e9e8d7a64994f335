import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, Problem, refuse } from '../../kernel/problem.ts';
import { businessRegime, type RegimeAnswer } from '../../law/questions/business-regime.ts';
import { record } from '../../ledger/record.ts';
import { localDate } from '../customers/dates.ts';
import { findPresentCustomer } from '../customers/find.ts';
import { type BusinessContractRow, businessContractRow } from './record.ts';

const law = ['47 CFR 64.2010(g)'];
const speaksOfCpni = /\bCPNI\b|customer proprietary network information/i;

/** Whether a person is of the staff at an instant (epoch ms). */
const worksHere = async (ctx: Ctx, personId: string, at: number): Promise<boolean> => {
  const row = await ctx.tx
    .selectFrom('membership')
    .select('id')
    .where('personId', '=', personId)
    .where('fromAt', '<=', at)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', at)]))
    .executeTakeFirst();
  return row !== undefined;
};

/** How a contract stands at an instant (epoch ms), by the law's question. */
export const standingOf = async (ctx: Ctx, contract: BusinessContractRow | null, at: number): Promise<RegimeAnswer> => {
  const day = localDate(ctx.carrier.zone, at);
  if (contract === null) return businessRegime(null, day);
  const { clause, representativeId, fromDay, untilDay, endedAt } = contract;
  return businessRegime(
    {
      clause: speaksOfCpni.test(clause) ? 'speaks-of-cpni' : 'silent',
      representative: (await worksHere(ctx, representativeId, at)) ? 'dedicated' : 'gone',
      fromDay,
      untilDay,
      ended: endedAt !== null && endedAt <= at ? 'yes' : 'no',
    },
    day,
  );
};

/** The contract of a customer that has not ended, or null. */
export const contractOf = async (ctx: Ctx, customerId: string): Promise<BusinessContractRow | null> =>
  (await ctx.tx
    .selectFrom('businessContract')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()) ?? null;

const { representativeId, reference, documentHash, clause, agreedWay, fromDay, untilDay } = businessContractRow.shape;
const given = { representativeId, reference, documentHash, clause, agreedWay, fromDay, untilDay };

const shown = z.strictObject({
  contractId: id,
  customerId: id,
  representative: z.string(),
  ...given,
  holds: z.boolean(),
  missing: z.string().nullable(),
});

const showing = async (ctx: Ctx, row: BusinessContractRow): Promise<z.output<typeof shown>> => {
  const standing = await standingOf(ctx, row, ctx.at);
  const { id: contractId, carrierId: _, enteredAt: __, enteredBy: ___, endedAt: ____, ...kept } = row;
  return { contractId, ...kept, holds: standing.holds, missing: standing.holds ? null : standing.missing };
};

const silent = (): never => {
  throw new Problem('invalid-input', {
    detail: "'clause' does not speak of CPNI: such a contract changes nothing in how the customer is authenticated.",
    fix: 'Give the words of the contract that address the protection of CPNI.',
    cite: '47 CFR 64.2010(g)',
  });
};

export const enterContract = operation({
  http: 'POST /v1/customers/{customerId}/business-contracts',
  says: 'Enter the contract by which a business customer is known in another way: its own representative, the clause on CPNI, the way agreed, its term',
  law,
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({ customerId: id, ...given }).meta({
    examples: [
      {
        customerId: '01a1f0c2-7b00-7000-8000-000000000001',
        representativeId: '01a1f0c2-7b00-7000-8000-000000000001',
        reference: 'contract 2026-17',
        documentHash: '0'.repeat(64),
        clause: 'CPNI is disclosed only to the persons named in schedule B.',
        agreedWay: 'The representative knows the persons of schedule B by voice and calls back where in doubt.',
        fromDay: '2026-01-01',
        untilDay: '2026-12-31',
      },
    ],
  }),
  gives: shown,
  async run(ctx: Ctx, { customerId, ...contract }) {
    await findPresentCustomer(ctx, customerId);
    if (!speaksOfCpni.test(contract.clause)) silent();
    if (contract.untilDay < contract.fromDay)
      refuse('invalid-input', "'untilDay' lies before 'fromDay'.", 'Give the term as the contract has it.');
    const member = await ctx.tx
      .selectFrom('membership')
      .select('name')
      .where('personId', '=', contract.representativeId)
      .where('untilAt', 'is', null)
      .executeTakeFirst();
    const { name } = found(member, 'person of the staff');
    const row = await ctx.tx
      .insertInto('businessContract')
      .values({
        id: ctx.id(),
        customerId,
        ...contract,
        representative: name,
        enteredAt: ctx.at,
        enteredBy: ctx.actor.name,
        endedAt: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    const entered = row ?? refuse('already-exists', 'This customer has a contract.', 'End that one first.');
    await record(ctx, {
      kind: 'business-contract.entered',
      subject: `customer:${customerId}`,
      happenedAt: ctx.at,
      facts: {
        contract: entered.id,
        representative: entered.representativeId,
        reference: entered.reference,
        documentHash: entered.documentHash,
        from: entered.fromDay,
        until: entered.untilDay,
      },
    });
    return showing(ctx, entered);
  },
});

export const endContract = operation({
  http: 'POST /v1/business-contracts/{contractId}:end',
  says: 'End a business contract now: from here on the customer is known as everybody else',
  law,
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({ contractId: id, reason: z.string().trim().min(1).max(500) }),
  gives: shown,
  async run(ctx: Ctx, { contractId, reason }) {
    const row = await ctx.tx
      .updateTable('businessContract')
      .set({ endedAt: ctx.at })
      .where('id', '=', contractId)
      .where('endedAt', 'is', null)
      .returningAll()
      .executeTakeFirst();
    const ended = found(row, 'contract that runs');
    await record(ctx, {
      kind: 'business-contract.ended',
      subject: `customer:${ended.customerId}`,
      happenedAt: ctx.at,
      facts: { contract: contractId, reason },
    });
    return showing(ctx, ended);
  },
});

export const listContracts = operation({
  http: 'GET /v1/customers/{customerId}/business-contracts',
  says: 'The contracts of a business customer, and whether each holds today or what it lacks',
  law,
  may: ['agent', 'supervisor', 'compliance', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({ customerId: id }),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx, { customerId }) {
    await workWithCpni(ctx);
    const rows = await ctx.tx
      .selectFrom('businessContract')
      .selectAll()
      .where('customerId', '=', customerId)
      .orderBy('enteredAt', 'desc')
      .execute();
    const items = [];
    for (const row of rows) items.push(await showing(ctx, row));
    return { items };
  },
});
