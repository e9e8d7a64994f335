import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { local } from '../customers/dates.ts';
import { beyondAudience, demandApprovedRequest } from '../sendings/prepare-run.ts';
import { renewedSince } from './prepare.ts';
import { type RenewalSetting, renewalSettingRow } from './record.ts';

const law = ['47 CFR 64.2008(d)(2)'];
const setting = renewalSettingRow
  .pick({ groupId: true, solicitationId: true, slackDays: true, atOnce: true, state: true })
  .extend({ setter: z.string(), setAt: when });

const shown = (zone: string, row: RenewalSetting): z.input<typeof setting> => ({
  groupId: row.groupId,
  solicitationId: row.solicitationId,
  slackDays: row.slackDays,
  atOnce: row.atOnce,
  state: row.state,
  setter: row.setterName,
  setAt: local(zone, row.setAt),
});

export const configureRenewal = operation({
  http: 'PUT /v1/renewals/{groupId}',
  says: 'Order that the two-year notices of a group are prepared before the last ones end, day by day; a supervisor approves each sending',
  law,
  may: ['marketing', 'compliance'],
  by: 'person',
  takes: z.strictObject({
    groupId: id,
    /** The approved request under which they go out. */
    solicitationId: id,
    slackDays: renewalSettingRow.shape.slackDays.default(30),
    atOnce: renewalSettingRow.shape.atOnce.default(10_000),
    state: renewalSettingRow.shape.state.default('on'),
  }),
  gives: setting,
  async run(ctx: Ctx, { groupId, ...given }) {
    const asked = await demandApprovedRequest(ctx, given.solicitationId, groupId);
    if (asked.audience.accounts !== null)
      refuse(
        'wrong-state',
        "'solicitationId': this request was approved for some accounts only.",
        'Name one for all, whose notices end one after the other.',
      );
    const since = await renewedSince(ctx, groupId, given.slackDays);
    const beyond = beyondAudience(ctx, asked, { since, accounts: null });
    if (beyond !== null && given.state === 'on')
      refuse(
        'wrong-state',
        `'slackDays' is ${given.slackDays}, so early that the sending goes beyond the approved audience. ${beyond}`,
        "Give fewer 'slackDays', or name a request approved for fewer 'notReachedInDays'.",
      );
    const setBy = ctx.actor.id ?? refuse('person-needed', 'A person orders the two-year notices.', 'Sign in.');
    const values = { ...given, setBy, setterName: ctx.actor.name, setAt: ctx.at };
    const row = await ctx.tx
      .insertInto('renewalSetting')
      .values({ groupId, ...values })
      .onConflict((conflict) => conflict.columns(['carrierId', 'groupId']).doUpdateSet(values))
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(ctx, { kind: 'renewals.ordered', subject: `notice:${groupId}`, happenedAt: ctx.at, facts: given });
    return shown(ctx.carrier.zone, row);
  },
});

export const listRenewals = operation({
  http: 'GET /v1/renewals',
  says: 'Which notices renew themselves before their two years end, by whose order',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(setting) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx.selectFrom('renewalSetting').selectAll().orderBy('groupId').execute();
    return { items: rows.map((row) => shown(ctx.carrier.zone, row)) };
  },
});
