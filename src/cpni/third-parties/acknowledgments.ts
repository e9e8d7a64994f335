import { z } from 'zod';
import { dateAt, pastDate } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { partyAcknowledgmentRow } from './record.ts';
import { partyOf } from './register.ts';

/** Sub-agents of an agent on a day, directly or through another. */
export const subAgentsOf = async (
  ctx: Ctx,
  partyId: string,
  day: string,
): Promise<readonly { id: string; name: string }[]> => {
  const all = await ctx.tx
    .selectFrom('thirdParty')
    .select(['id', 'name', 'worksFor'])
    .where('fromDay', '<=', day)
    .where((eb) => eb.or([eb('untilDay', 'is', null), eb('untilDay', '>=', day)]))
    .orderBy('name')
    .execute();
  const below = (of: string): { id: string; name: string }[] =>
    all.filter(({ worksFor }) => worksFor === of).flatMap(({ id: own, name }) => [{ id: own, name }, ...below(own)]);
  return below(partyId);
};

const shown = partyAcknowledgmentRow.omit({ carrierId: true, recordedAt: true }).extend({
  /** sub-agents of that day whom the signer did not answer for */
  leftOut: z.array(z.strictObject({ id, name: z.string() })),
});

const { signedOn, signerName, writingHash, answersFor } = partyAcknowledgmentRow.shape;

export const acknowledge = operation({
  http: 'POST /v1/third-parties/{partyId}/acknowledgments',
  says: 'Record the signed writing by which an agent or partner acknowledges what it may use CPNI for, and answers for its sub-agents by name',
  law: ['47 CFR 64.2009(b)', '47 CFR 64.2009(c)'],
  may: ['compliance', 'marketing'],
  by: 'anyone',
  takes: z.strictObject({ partyId: id, signedOn, signerName, writingHash, answersFor }),
  gives: shown,
  async run(ctx: Ctx, { partyId, ...given }) {
    const party = await partyOf(ctx, partyId);
    pastDate(ctx, 'signedOn', given.signedOn);
    const below = await subAgentsOf(ctx, partyId, given.signedOn);
    const strangers = given.answersFor.filter((one) => !below.some((sub) => sub.id === one));
    if (strangers.length > 0)
      refuse(
        'invalid-input',
        `'answersFor' names ${strangers.length} that work for nobody under ${party.name}.`,
        'Register the sub-agents first, with `worksFor`.',
      );
    const row = await ctx.tx
      .insertInto('partyAcknowledgment')
      .values({ id: ctx.id(), partyId, ...given, recordedAt: ctx.at })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    const kept =
      row ?? refuse('already-exists', `A writing of ${given.signedOn} is recorded.`, 'List the third parties.');
    const facts = { partyId, signedOn: given.signedOn, writingHash: given.writingHash, answersFor: given.answersFor };
    const subject = `third-party:${partyId}`;
    await record(ctx, { kind: 'third-party.acknowledged', subject, happenedAt: ctx.at, facts });
    const { carrierId: _carrier, recordedAt: _recorded, ...told } = kept;
    return { ...told, leftOut: below.filter((sub) => !given.answersFor.includes(sub.id)) };
  },
});

/** The last writing of each party up to a day; a sub-agent is covered by its agent's. */
export const acknowledgedOn = async (ctx: Ctx, day: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await ctx.tx
    .selectFrom('partyAcknowledgment')
    .select(['partyId', 'signedOn', 'answersFor'])
    .where('signedOn', '<=', day)
    .orderBy('signedOn')
    .execute();
  const last = new Map<string, string>();
  for (const row of rows) for (const one of [row.partyId, ...row.answersFor]) last.set(one, row.signedOn);
  return last;
};

export const missingAcknowledgments = operation({
  http: 'GET /v1/third-parties/acknowledgments:missing',
  says: 'Agents, sub-agents and partners without a signed writing of the last twelve months',
  law: ['47 CFR 64.2009(b)'],
  may: ['compliance', 'marketing', 'supervisor', 'officer', 'auditor', 'counsel'],
  by: 'anyone',
  takes: z.strictObject({ on: date.optional() }),
  gives: z.strictObject({
    on: date,
    items: z.array(z.strictObject({ id, name: z.string(), last: date.nullable() })),
  }),
  async run(ctx: Ctx, { on }) {
    const day = on ?? dateAt(ctx, ctx.at);
    return { on: day, items: await unacknowledged(ctx, day, day) };
  },
});

const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

/** Parties of a day that owe a writing: none yet, or the last is over twelve months old by another, the same or later. */
export const unacknowledged = async (ctx: Ctx, day: string, by: string) => {
  const parties = await ctx.tx
    .selectFrom('thirdParty')
    .select(['id', 'name'])
    .where('kind', 'in', ['agent', 'joint-venture', 'independent-contractor'])
    .where('fromDay', '<=', day)
    .where((eb) => eb.or([eb('untilDay', 'is', null), eb('untilDay', '>=', day)]))
    .orderBy('name')
    .execute();
  const last = await acknowledgedOn(ctx, day);
  const since = yearBefore(by);
  return parties
    .map((party) => ({ ...party, last: last.get(party.id) ?? null }))
    .filter((party) => party.last === null || party.last < since);
};
