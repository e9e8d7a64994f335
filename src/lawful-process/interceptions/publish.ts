import { z } from 'zod';
import { dateAt } from '../../carriers/promises/local-time.ts';
import { keepLonger } from '../../carriers/retention/keep.ts';
import { memberNow } from '../../carriers/staff/now.ts';
import type { Ctx } from '../../db/context.ts';
import { id, passwordAgain } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found, Problem } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { mayBeDesignated, policyInForce } from './admit.ts';
import { showing, shownPolicies } from './policies.ts';
import { type InterceptionPolicy, interceptionPolicyRow } from './record.ts';
import { interceptionsKept } from './retention.ts';

const { statement, interpretation, retentionMonths, job, contact } = interceptionPolicyRow.shape;
const takes = z.strictObject({
  statement,
  interpretation,
  retentionMonths,
  officerId: id,
  job,
  contact,
  designees: z.array(id).max(50).default([]),
  password: passwordAgain,
});
type Wanted = z.output<typeof takes>;

const both = /(?=.*\blegal\b)(?=.*\bcarrier\b)/is;

/** The two phrases that 1.20003(b)(1) and (2) want in the words of the policies. */
const namesBoth = (text: string, field: string, cite: string): void => {
  if (both.test(text)) return;
  throw new Problem('invalid-input', {
    detail: `'${field}': it does not speak of both legal and carrier authorization.`,
    fix: 'Say that staff need appropriate legal authorization and appropriate carrier authorization.',
    cite,
  });
};

const staffNow = async (ctx: Ctx, field: string, personId: string) => {
  const { name, roles } = found(await memberNow(ctx, personId), 'member of the staff');
  if (!roles.some((role) => mayBeDesignated.includes(role)))
    throw new Problem('invalid-input', {
      detail: `'${field}': ${name} has none of the roles ${mayBeDesignated.join(', ')}.`,
      fix: 'Designate somebody who has.',
      cite: '47 CFR 1.20003(a)',
    });
  return { personId, name };
};

const written = async (ctx: Ctx, wanted: Wanted, before: InterceptionPolicy | undefined) => {
  const { designees, password: _password, ...policy } = wanted;
  const officer = await staffNow(ctx, 'officerId', wanted.officerId);
  const row = await ctx.tx
    .insertInto('interceptionPolicy')
    .values({
      id: ctx.id(),
      version: (before?.version ?? 0) + 1,
      ...policy,
      officerName: officer.name,
      publishedBy: ctx.actor.id ?? '',
      publisherName: ctx.actor.name,
      publishedAt: ctx.at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  for (const personId of new Set(designees))
    await ctx.tx
      .insertInto('interceptionDesignee')
      .values({ policyId: row.id, ...(await staffNow(ctx, 'designees', personId)) })
      .execute();
  return row;
};

export const publishInterceptionPolicy = operation({
  http: 'POST /v1/interception-policies',
  says: 'Publish the policies on interceptions with their appendix: the two authorizations, how long records are kept, the senior officer, the contact at any hour and who is designated; starts the 90 days to file them',
  law: ['47 CFR 1.20003', '47 CFR 1.20005(a)'],
  may: ['officer'],
  by: 'person-again',
  takes,
  gives: shownPolicies,
  async run(ctx: Ctx, wanted) {
    namesBoth(wanted.statement, 'statement', '47 CFR 1.20003(b)(1)');
    namesBoth(wanted.interpretation, 'interpretation', '47 CFR 1.20003(b)(2)');
    const before = await policyInForce(ctx);
    const row = await written(ctx, wanted, before);
    const filing = { policyId: row.id, happenedOn: dateAt(ctx, ctx.at), recordedAt: ctx.at };
    await ctx.tx
      .insertInto('interceptionFiling')
      .values({
        id: ctx.id(),
        // a new officer or contact amends the appendix: doubt D-17
        cause: before === undefined ? 'first' : 'amended',
        ...filing,
        filedOn: null,
        confirmation: null,
        filedBy: null,
      })
      .execute();
    await keepLonger([interceptionsKept]).run(ctx, { class: interceptionsKept.id, months: wanted.retentionMonths });
    await record(ctx, {
      kind: 'interception-policy.published',
      subject: `interception-policy:${row.id}`,
      happenedAt: ctx.at,
      facts: { version: row.version, officer: row.officerName, retentionMonths: row.retentionMonths },
    });
    return showing(ctx);
  },
});
