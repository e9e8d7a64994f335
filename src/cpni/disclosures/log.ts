import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import { seesSecrecy, underSeal } from '../../carriers/under-seal.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { record } from '../../ledger/record.ts';
import { findCustomer } from '../customers/find.ts';
import { decideAll } from '../uses/decide.ts';
import { useOfDisclosure } from './gate.ts';
import { beginning, tellDisclosure } from './open.ts';
import { disclosureRow, shownDisclosure } from './record.ts';

const { toName, reason, cpni, reference, secrecy } = disclosureRow.shape;

const outcome = shownDisclosure.extend({
  denied: z.array(z.strictObject({ customerId: id, cite: z.string().nullable(), reason: z.string() })),
});

export const discloseOnce = operation({
  http: 'POST /v1/disclosures',
  says: 'Ask and log a disclosure to somebody who is no partner: legal process, a traceback, an emergency, a port, fraud protection',
  law: ['47 CFR 64.2009(c)', '47 USC 222(c)(1)', '47 USC 222(d)'],
  may: ['compliance', 'network', 'counsel', 'officer'],
  by: 'anyone',
  takes: z.strictObject({
    recipient: z.enum(['government', 'third-party', 'new-carrier']),
    toName,
    purpose: z.enum(['legal-process', 'protect', 'emergency', 'port', 'customer-request']),
    reason,
    reference: reference.default(null),
    cpni,
    /** ordered: a court ordered that the customer is not told */
    secrecy: secrecy.default('none'),
    customerIds: z.array(id).min(1).max(1000),
  }),
  gives: outcome,
  async run(asked: Ctx, { customerIds, secrecy: sealing, ...given }) {
    const ctx = underSeal(asked, sealing);
    // where life is at stake nobody waits for a colleague who passed the course
    if (given.purpose !== 'emergency') await workWithCpni(ctx);
    const what = { ...given, offer: null, recipientServes: [] };
    const use = useOfDisclosure(what, false);
    // a call that only passed through is nobody's of ours, and is logged all the same
    const questions = [...new Set(customerIds)].map((customerId) => ({ customerId, use }));
    const answers = questions.length === 0 ? [] : await decideAll(ctx, questions);
    const allowed = answers.filter((answer) => answer.allowed);
    const row = await ctx.tx
      .insertInto('disclosure')
      .values({
        ...beginning(ctx),
        ...what,
        secrecy: sealing,
        partyId: null,
        agreementId: null,
        campaignId: null,
        state: 'complete',
        endedAt: ctx.at,
        given: allowed.length,
        withheld: answers.length - allowed.length,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const items = allowed.map(({ decisionId, customerId }) => ({
      disclosureId: row.id,
      decisionId,
      customerId,
      at: ctx.at,
    }));
    if (items.length > 0) await ctx.tx.insertInto('disclosureItem').values(items).execute();
    await record(ctx, {
      kind: 'disclosure.logged',
      subject: `disclosure:${row.id}`,
      happenedAt: ctx.at,
      facts: {
        recipient: given.recipient,
        purpose: given.purpose,
        cpni: given.cpni,
        reference: given.reference,
        given: row.given,
        withheld: row.withheld,
        decisions: answers.map(({ decisionId }) => decisionId),
      },
    });
    const denied = answers
      .filter((answer) => !answer.allowed)
      .map(({ customerId, cite, reason: why }) => ({ customerId, cite, reason: why }));
    return { ...tellDisclosure(ctx, row), denied };
  },
});

export const listDisclosures = operation({
  http: 'GET /v1/disclosures',
  says: 'Every disclosure of CPNI outside the carrier, the latest first; one under seal is shown to those who answer demands only',
  law: ['47 CFR 64.2009(c)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ partyId: id.optional(), ...paging }),
  gives: pageOf(shownDisclosure),
  async run(ctx: Ctx, { partyId, cursor, limit = 100 }) {
    let query = ctx.tx
      .selectFrom('disclosure')
      .selectAll()
      .where('secrecy', 'in', seesSecrecy(ctx))
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (partyId !== undefined) query = query.where('partyId', '=', partyId);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const page = rows.slice(0, limit);
    return {
      items: page.map((row) => tellDisclosure(ctx, row)),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  },
});

export const disclosuresOfCustomer = operation({
  http: 'GET /v1/customers/{customerId}/disclosures',
  says: "Who was given this customer's information, what for, and by which recorded answer; what went under seal is shown to those who answer demands only",
  law: ['47 CFR 64.2009(c)'],
  may: ['agent', 'compliance', 'officer', 'auditor', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({ customerId: id }),
  gives: z.strictObject({
    items: z.array(
      z.strictObject({
        disclosureId: id,
        decisionId: id,
        at: when,
        to: z.string(),
        purpose: z.string(),
        cpni: z.array(z.string()),
      }),
    ),
  }),
  async run(ctx: Ctx, { customerId }) {
    await workWithCpni(ctx);
    await findCustomer(ctx, customerId);
    const rows = await ctx.tx
      .selectFrom('disclosureItem')
      .innerJoin('disclosure', 'disclosure.id', 'disclosureItem.disclosureId')
      .select(['disclosureId', 'decisionId', 'at', 'toName as to', 'purpose', 'cpni'])
      .where('customerId', '=', customerId)
      .where('secrecy', 'in', seesSecrecy(ctx))
      .orderBy('at', 'desc')
      .limit(1000)
      .execute();
    return { items: rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() })) };
  },
});
