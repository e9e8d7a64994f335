import { z } from 'zod';
import { dateAt, dayNumber } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { agreementsOf, shownAgreement } from './agreements.ts';
import { type ThirdParty, thirdPartyRow } from './record.ts';

export const shownParty = thirdPartyRow.omit({ carrierId: true, recordedAt: true });

const told = ({ carrierId: _carrier, recordedAt: _recorded, ...party }: ThirdParty) => party;

/** A party that is or was registered here. */
export const partyOf = async (ctx: Ctx, partyId: string): Promise<ThirdParty> =>
  found(await ctx.tx.selectFrom('thirdParty').selectAll().where('id', '=', partyId).executeTakeFirst(), 'third party');

const principal = async (ctx: Ctx, worksFor: string | null): Promise<void> => {
  if (worksFor === null) return;
  const above = await partyOf(ctx, worksFor);
  if (above.kind !== 'agent' || above.untilDay !== null)
    refuse('invalid-input', "'worksFor' is no agent of today.", 'Name the agent that the sub-agent answers to.');
};

export const registerParty = operation({
  http: 'POST /v1/third-parties',
  says: 'Register somebody outside who is to receive CPNI: an agent, sub-agent, affiliate, partner, contractor or another',
  law: ['47 CFR 64.2009(c)'],
  may: ['compliance', 'marketing', 'supervisor'],
  by: 'anyone',
  takes: thirdPartyRow.pick({ name: true, kind: true, contact: true, worksFor: true, fromDay: true }),
  gives: shownParty,
  async run(ctx: Ctx, input) {
    dayNumber(input.fromDay);
    await principal(ctx, input.worksFor);
    const row = await ctx.tx
      .insertInto('thirdParty')
      .values({ id: ctx.id(), ...input, untilDay: null, recordedAt: ctx.at })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    const added = row ?? refuse('already-exists', 'A party of this name is registered.', 'List the third parties.');
    const { id: partyId, ...facts } = told(added);
    await record(ctx, { kind: 'third-party.registered', subject: `third-party:${partyId}`, happenedAt: ctx.at, facts });
    return told(added);
  },
});

export const endParty = operation({
  http: 'POST /v1/third-parties/{partyId}:end',
  says: 'End a third party from a date on: nothing is disclosed to it after that day',
  law: ['47 CFR 64.2009(c)'],
  may: ['compliance'],
  by: 'person',
  takes: z.strictObject({ partyId: id, untilDay: date }),
  gives: shownParty,
  async run(ctx: Ctx, { partyId, untilDay }) {
    const party = await partyOf(ctx, partyId);
    if (party.untilDay !== null) refuse('wrong-state', `It ends on ${party.untilDay}.`, 'Register it anew.');
    if (untilDay < party.fromDay) refuse('invalid-input', "'untilDay' lies before its beginning.", 'Check the date.');
    await ctx.tx.updateTable('thirdParty').set({ untilDay }).where('id', '=', partyId).execute();
    const facts = { untilDay };
    await record(ctx, { kind: 'third-party.ended', subject: `third-party:${partyId}`, happenedAt: ctx.at, facts });
    return told({ ...party, untilDay });
  },
});

export const listParties = operation({
  http: 'GET /v1/third-parties',
  says: 'Everybody outside who may receive CPNI today, with the agreements and their clauses',
  law: ['47 CFR 64.2009(c)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ on: date.optional() }),
  gives: z.strictObject({ items: z.array(shownParty.extend({ agreements: z.array(shownAgreement) })) }),
  async run(ctx: Ctx, { on }) {
    const day = on ?? dateAt(ctx, ctx.at);
    const rows = await ctx.tx
      .selectFrom('thirdParty')
      .selectAll()
      .where('fromDay', '<=', day)
      .where((eb) => eb.or([eb('untilDay', 'is', null), eb('untilDay', '>=', day)]))
      .orderBy('name')
      .execute();
    const agreements = await agreementsOf(
      ctx,
      rows.map((row) => row.id),
    );
    const items = rows.map((row) => ({ ...told(row), agreements: agreements.get(row.id) ?? [] }));
    return { items };
  },
});
