import { z } from 'zod';
import type { Ctx } from '../db/context.ts';
import { everyone, operation } from '../kernel/operation.ts';
import { record } from '../ledger/record.ts';
import { carrierRow } from './record.ts';

const profile = carrierRow.omit({ createdAt: true, clock: true });

const changeable = profile.omit({ id: true, demo: true, kind: true }).partial();

const read = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('carrier')
    .select(['id', 'name', 'shortName', 'kind', 'zone', 'filerId', 'frn', 'address', 'contact', 'formerNames', 'demo'])
    .executeTakeFirstOrThrow();

export const showCarrier = operation({
  http: 'GET /v1/carrier',
  says: "The carrier's profile: names, identifiers, address, zone and kind",
  law: [],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: profile,
  run: (ctx: Ctx) => read(ctx),
});

export const changeProfile = operation({
  http: 'PUT /v1/carrier',
  says: "Change the carrier's profile; the old values stay in evidence",
  law: ['47 CFR 64.2009(e)'],
  may: ['compliance', 'officer', 'administrator'],
  by: 'person',
  takes: z.strictObject(changeable.shape),
  gives: profile,
  async run(ctx: Ctx, input) {
    const before = await read(ctx);
    const given = Object.entries(input).filter(([, value]) => value !== undefined);
    if (given.length > 0) await ctx.tx.updateTable('carrier').set(Object.fromEntries(given)).execute();
    const after = await read(ctx);
    await record(ctx, {
      kind: 'carrier.changed',
      subject: `carrier:${ctx.carrier.id}`,
      happenedAt: ctx.at,
      facts: { before, after },
    });
    return after;
  },
});
