import { z } from 'zod';
import { pastDate, told, toldOrNull } from '../carriers/promises/local-time.ts';
import type { Ctx } from '../db/context.ts';
import { id, when } from '../kernel/columns.ts';
import { operation, type Role } from '../kernel/operation.ts';
import { found, refuse } from '../kernel/problem.ts';
import { record, sealed } from '../ledger/record.ts';
import { disciplineCaseRow, factors, measure } from './record.ts';
import { staffMember } from './staff.ts';

const law = ['47 CFR 64.2009(b)'];
const mayRead: readonly Role[] = ['people', 'compliance', 'officer', 'counsel', 'auditor'];

const shownCase = z.strictObject({
  ...disciplineCaseRow.omit({
    carrierId: true,
    salt: true,
    openedBy: true,
    openedAt: true,
    decidedBy: true,
    decidedAt: true,
  }).shape,
  openedAt: when,
  decidedAt: when.nullable(),
});

const shown = (ctx: Ctx, row: z.output<typeof disciplineCaseRow>): z.input<typeof shownCase> => {
  const {
    carrierId: _carrier,
    salt: _salt,
    openedBy: _opener,
    decidedBy: _decider,
    openedAt,
    decidedAt,
    ...rest
  } = row;
  return { ...rest, openedAt: told(ctx, openedAt), decidedAt: toldOrNull(ctx, decidedAt) };
};

const read = async (ctx: Ctx, caseId: string): Promise<z.input<typeof shownCase>> =>
  shown(ctx, await ctx.tx.selectFrom('disciplineCase').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow());

export const openCase = operation({
  http: 'POST /v1/discipline-cases',
  says: 'Open a case about a violation of the CPNI rules by a person of the staff',
  law,
  may: ['people', 'compliance', 'supervisor'],
  by: 'person',
  takes: z.strictObject({
    personId: id,
    happenedOn: disciplineCaseRow.shape.happenedOn,
    violation: z.string().min(1).max(4000),
  }),
  gives: shownCase,
  async run(ctx: Ctx, { personId, happenedOn, violation }) {
    const { name: personName } = await staffMember(ctx, personId);
    pastDate(ctx, 'happenedOn', happenedOn);
    const caseId = ctx.id();
    const salt = ctx.salt();
    const undecided = { severity: null, repetition: null, guidance: null, intent: null, measure: null, reason: null };
    const what = { personId, personName, happenedOn, violation, salt };
    await ctx.tx
      .insertInto('disciplineCase')
      .values({
        id: caseId,
        ...what,
        openedBy: ctx.actor.id,
        openedAt: ctx.at,
        ...undecided,
        decidedBy: null,
        decidedAt: null,
      })
      .execute();
    await record(ctx, {
      kind: 'discipline.opened',
      subject: `discipline-case:${caseId}`,
      happenedAt: ctx.at,
      facts: { personId, personName, happenedOn, violation: sealed(salt, violation) },
    });
    return read(ctx, caseId);
  },
});

export const decideCase = operation({
  http: 'POST /v1/discipline-cases/{caseId}:decide',
  says: 'Decide a case by its four factors: severity, first or repeat, guidance, intent; and the measure with its reason',
  law,
  may: ['people', 'officer'],
  by: 'person',
  takes: z.strictObject({ caseId: id, ...factors, measure, reason: z.string().min(1).max(4000) }),
  gives: shownCase,
  async run(ctx: Ctx, { caseId, reason, ...weighed }) {
    const row = await ctx.tx
      .selectFrom('disciplineCase')
      .select(['personId', 'salt', 'decidedAt'])
      .where('id', '=', caseId)
      .forUpdate()
      .executeTakeFirst();
    const { personId, salt, decidedAt } = found(row, 'case');
    if (personId === ctx.actor.id) refuse('same-person', 'Nobody decides his own case.', 'Let another person decide.');
    if (decidedAt !== null) refuse('wrong-state', 'It is decided.', 'Open a new case for a new violation.');
    await ctx.tx
      .updateTable('disciplineCase')
      .set({ ...weighed, reason, decidedBy: ctx.actor.id, decidedAt: ctx.at })
      .where('id', '=', caseId)
      .execute();
    await record(ctx, {
      kind: 'discipline.decided',
      subject: `discipline-case:${caseId}`,
      happenedAt: ctx.at,
      facts: { ...weighed, reason: sealed(salt, reason) },
    });
    return read(ctx, caseId);
  },
});

export const listCases = operation({
  http: 'GET /v1/discipline-cases',
  says: 'The discipline cases, latest first, for those who need to know',
  law,
  may: mayRead,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shownCase) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('disciplineCase')
      .selectAll()
      .orderBy('openedAt', 'desc')
      .limit(1000)
      .execute();
    return { items: rows.map((row) => shown(ctx, row)) };
  },
});
