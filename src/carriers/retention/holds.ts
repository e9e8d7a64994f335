import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record, sealed } from '../../ledger/record.ts';
import { told, toldOrNull } from '../promises/local-time.ts';
import { seesSecrecy, underSeal } from '../under-seal.ts';
import { classNamed, type RetentionClass } from './class.ts';
import { legalHoldRow } from './record.ts';

const law = ['47 CFR 64.2011(d)'];
const { why, classes: heldClasses, customers, fromDay, untilDay, secrecy, endReason } = legalHoldRow.shape;

const shownHold = z.strictObject({
  ...legalHoldRow.omit({ carrierId: true, salt: true, placedBy: true, endedBy: true, placedAt: true, endedAt: true })
    .shape,
  placedAt: when,
  endedAt: when.nullable(),
});

const shown = (ctx: Ctx, row: z.output<typeof legalHoldRow>): z.input<typeof shownHold> => {
  const { carrierId: _carrier, salt: _salt, placedBy: _placer, endedBy: _ender, placedAt, endedAt, ...rest } = row;
  return { ...rest, placedAt: told(ctx, placedAt), endedAt: toldOrNull(ctx, endedAt) };
};

const knownCustomers = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  const rows = await ctx.tx.selectFrom('customer').select('id').where('id', 'in', ids).execute();
  const known = new Set(rows.map((row) => row.id));
  const unknown = ids.find((one) => !known.has(one));
  if (unknown !== undefined)
    refuse('not-found', `'customers': there is no customer ${unknown} here.`, 'Find the customer; give his id.');
};

export const placeHold = (classes: readonly RetentionClass[]) =>
  operation({
    http: 'POST /v1/legal-holds',
    says: 'Hold what a matter needs: of these classes, these customers and these days (null: all) nothing is purged until a person ends the hold',
    law,
    may: ['counsel', 'compliance', 'officer'],
    by: 'person',
    takes: z.strictObject({
      ...{ why, classes: heldClasses, customers, fromDay, untilDay },
      secrecy: secrecy.default('none'),
    }),
    gives: shownHold,
    async run(asked: Ctx, given) {
      const ctx = underSeal(asked, given.secrecy);
      for (const named of given.classes ?? []) classNamed(classes, named);
      if (given.fromDay !== null && given.untilDay !== null && given.untilDay < given.fromDay)
        refuse('invalid-input', "'untilDay' lies before 'fromDay'.", 'Give the days in their order.');
      if (given.customers !== null) await knownCustomers(ctx, given.customers);
      const salt = ctx.salt();
      const row = await ctx.tx
        .insertInto('legalHold')
        .values({
          id: ctx.id(),
          ...given,
          salt,
          placedBy: ctx.actor.id ?? '',
          placerName: ctx.actor.name,
          placedAt: ctx.at,
          endedBy: null,
          enderName: null,
          endedAt: null,
          endReason: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      const facts = { ...given, why: sealed(salt, given.why) };
      await record(ctx, { kind: 'hold.placed', subject: `legal-hold:${row.id}`, happenedAt: ctx.at, facts });
      return shown(ctx, row);
    },
  });

export const endHold = operation({
  http: 'POST /v1/legal-holds/{holdId}:end',
  says: 'End a legal hold, and why: what it alone kept may be purged again',
  law,
  may: ['counsel', 'officer'],
  by: 'person-fresh',
  takes: z.strictObject({ holdId: id, reason: endReason.unwrap() }),
  gives: shownHold,
  async run(ctx: Ctx, { holdId, reason }) {
    const row = await ctx.tx
      .updateTable('legalHold')
      .set({ endedBy: ctx.actor.id, enderName: ctx.actor.name, endedAt: ctx.at, endReason: reason })
      .where('id', '=', holdId)
      .where('endedAt', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined)
      return refuse('wrong-state', 'No hold of this id stands.', 'List the holds; one that ended stays ended.');
    const facts = { reason: sealed(row.salt, reason) };
    await record(underSeal(ctx, row.secrecy), {
      kind: 'hold.ended',
      subject: `legal-hold:${holdId}`,
      happenedAt: ctx.at,
      facts,
    });
    return shown(ctx, row);
  },
});

export const listHolds = operation({
  http: 'GET /v1/legal-holds',
  says: 'The legal holds, those that stand first: by whom, why, over what; one by a demand under seal is shown to those who answer demands only',
  law,
  may: ['counsel', 'compliance', 'officer', 'auditor'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shownHold) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('legalHold')
      .selectAll()
      .where('secrecy', 'in', seesSecrecy(ctx))
      .orderBy('endedAt', (by) => by.desc().nullsFirst())
      .orderBy('placedAt', 'desc')
      .execute();
    return { items: rows.map((row) => shown(ctx, row)) };
  },
});
