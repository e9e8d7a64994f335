import { z } from 'zod';
import { closuresOf, toldClock } from '../../carriers/obligations/office-closures.ts';
import { shownClock } from '../../carriers/obligations/shown-clock.ts';
import { pastDate, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { refileClock } from './clocks.ts';
import { interceptionFilingRow, interceptionPolicyRow } from './record.ts';

const policy = interceptionPolicyRow
  .omit({ carrierId: true, publishedBy: true, publishedAt: true })
  .extend({ publishedAt: when, designees: z.array(z.string()) });

const filing = interceptionFilingRow
  .pick({ id: true, cause: true, happenedOn: true, filedOn: true, confirmation: true })
  .extend({ refile: shownClock });

/** The versions of the policies, the newest first, and what made or makes them due at the FCC. */
export const shownPolicies = z.strictObject({ versions: z.array(policy), filings: z.array(filing) });

export const showing = async (ctx: Ctx): Promise<z.input<typeof shownPolicies>> => {
  const rows = await ctx.tx.selectFrom('interceptionPolicy').selectAll().orderBy('version', 'desc').execute();
  const designees = await ctx.tx.selectFrom('interceptionDesignee').selectAll().orderBy('name').execute();
  const causes = await ctx.tx.selectFrom('interceptionFiling').selectAll().orderBy('id').execute();
  const closures = await closuresOf(ctx);
  return {
    versions: rows.map(({ carrierId: _carrier, publishedBy: _by, publishedAt, ...row }) => ({
      ...row,
      publishedAt: told(ctx, publishedAt),
      designees: designees.filter(({ policyId }) => policyId === row.id).map(({ name }) => name),
    })),
    filings: causes.map(({ id, cause, happenedOn, filedOn, confirmation }) => ({
      id,
      cause,
      happenedOn,
      filedOn,
      confirmation,
      refile: toldClock(refileClock({ cause, happenedOn }, closures)),
    })),
  };
};

const law = ['47 CFR 1.20003(b)', '47 CFR 1.20005(a)'];

export const showInterceptionPolicies = operation({
  http: 'GET /v1/interception-policies',
  says: 'The policies on interceptions by version, who answers for them at any hour, and their filings at the FCC with the clock of each',
  law,
  may: ['officer', 'counsel', 'compliance', 'network', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: shownPolicies,
  run: showing,
});

const established = async (ctx: Ctx): Promise<void> => {
  const row = await ctx.tx.selectFrom('interceptionPolicy').select('id').limit(1).executeTakeFirst();
  if (row === undefined)
    refuse(
      'wrong-state',
      'No policies on interceptions are published.',
      'Publish them: POST /v1/interception-policies.',
    );
};

export const noteMerger = operation({
  http: 'POST /v1/interception-policies:note-merger',
  says: 'Note a merger or divestiture: the policies on interceptions are due at the FCC within 90 days of it',
  law: ['47 CFR 1.20005(a)'],
  may: ['officer', 'counsel', 'compliance'],
  by: 'person',
  takes: z.strictObject({ cause: z.enum(['merger', 'divestiture']), happenedOn: date }),
  gives: shownPolicies,
  async run(ctx: Ctx, { cause, happenedOn }) {
    await established(ctx);
    pastDate(ctx, 'happenedOn', happenedOn);
    const filingId = ctx.id();
    await ctx.tx
      .insertInto('interceptionFiling')
      .values({
        id: filingId,
        cause,
        policyId: null,
        happenedOn,
        recordedAt: ctx.at,
        filedOn: null,
        confirmation: null,
        filedBy: null,
      })
      .execute();
    await record(ctx, {
      kind: 'interception-policy.due',
      subject: `interception-filing:${filingId}`,
      happenedAt: ctx.at,
      facts: { cause, happenedOn },
    });
    return showing(ctx);
  },
});

export const notePolicyFiled = operation({
  http: 'POST /v1/interception-policies:note-filed',
  says: 'Note that the policies in force were filed at the FCC, with its confirmation: what made them due until that day is done',
  law: ['47 CFR 1.20005(a)'],
  may: ['officer', 'counsel', 'compliance'],
  by: 'person',
  takes: z.strictObject({ filedOn: date, confirmation: interceptionFilingRow.shape.confirmation.unwrap() }),
  gives: shownPolicies,
  async run(ctx: Ctx, { filedOn, confirmation }) {
    await established(ctx);
    pastDate(ctx, 'filedOn', filedOn);
    const done = await ctx.tx
      .updateTable('interceptionFiling')
      .set({ filedOn, confirmation, filedBy: ctx.actor.name })
      .where('filedOn', 'is', null)
      .where('happenedOn', '<=', filedOn)
      .returning('id')
      .execute();
    if (done.length === 0)
      refuse('wrong-state', 'Nothing was to be filed on that day.', 'Show the policies to see what is due.');
    await record(ctx, {
      kind: 'interception-policy.filed',
      subject: `carrier:${ctx.carrier.id}`,
      happenedAt: ctx.at,
      facts: { filedOn, confirmation, filings: done.map(({ id }) => id) },
    });
    return showing(ctx);
  },
});
