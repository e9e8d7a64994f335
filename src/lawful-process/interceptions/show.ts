import { z } from 'zod';
import { closuresOf, toldClock } from '../../carriers/obligations/office-closures.ts';
import { shownClock } from '../../carriers/obligations/shown-clock.ts';
import { dateAt, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, sha256Hex, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import type { Closures } from '../../law/calendar.ts';
import { admit, interceptionLaw, mayBeDesignated, witnessed } from './admit.ts';
import { certifyClock } from './clocks.ts';
import { type Interception, interceptionRow, interceptionSubject } from './record.ts';
import { certificationOf, stateOf, step } from './steps.ts';
import { subjectOf } from './store.ts';

const line = interceptionRow
  .pick({ id: true, authorized: true, openerName: true, carrierName: true, overseerName: true })
  .extend({
    state: step.shape.state,
    recordedAt: when,
    authorizedUntil: when.nullable(),
    startAt: when.nullable(),
    certify: shownClock.nullable(),
    certifiedAt: when.nullable(),
    endedAt: when.nullable(),
  });

const lineOf = (ctx: Ctx, row: Interception, closures: Closures): z.input<typeof line> => {
  const { id: interceptionId, authorized, openerName, carrierName, overseerName } = row;
  return {
    id: interceptionId,
    authorized,
    openerName,
    carrierName,
    overseerName,
    state: stateOf(row),
    recordedAt: told(ctx, row.recordedAt),
    authorizedUntil: toldOrNull(ctx, row.authorizedUntil),
    startAt: toldOrNull(ctx, row.startAt),
    certify: row.startAt === null ? null : toldClock(certifyClock(ctx, row.startAt, closures)),
    certifiedAt: toldOrNull(ctx, row.certifiedAt),
    endedAt: toldOrNull(ctx, row.endedAt),
  };
};

export const listInterceptions = operation({
  http: 'GET /v1/interceptions',
  says: 'The interceptions of the store, the newest first, each with its state and the day by which it is certified; for those whom the policies designate, and each look is on record',
  law: [...interceptionLaw],
  may: mayBeDesignated,
  by: 'person',
  takes: z.strictObject({}),
  gives: z.strictObject({ today: z.string(), items: z.array(line) }),
  async run(ctx: Ctx) {
    const { id: policyId } = await admit(ctx);
    const rows = await ctx.tx.selectFrom('interception').selectAll().orderBy('id', 'desc').limit(1000).execute();
    const closures = await closuresOf(ctx);
    await witnessed(ctx, 'listed', policyId, {});
    return { today: dateAt(ctx, ctx.at), items: rows.map((row) => lineOf(ctx, row, closures)) };
  },
});

export const showInterception = operation({
  http: 'GET /v1/interceptions/{interceptionId}',
  says: 'An interception with what it is about and the six fields of its certification; for those whom the policies designate, and each look is on record',
  law: [...interceptionLaw],
  may: mayBeDesignated,
  by: 'person',
  takes: z.strictObject({ interceptionId: id }),
  gives: line.extend({
    subject: interceptionSubject.nullable(),
    certification: z
      .strictObject({
        numbersAndCircuits: z.array(z.string()),
        startedAt: when.nullable(),
        officerPresenting: z.string(),
        signerOfAuthorization: z.string(),
        type: z.string(),
        overseer: z.string().nullable(),
      })
      .nullable(),
    certificationHash: sha256Hex.nullable(),
  }),
  async run(ctx: Ctx, { interceptionId }) {
    await admit(ctx);
    const row = found(
      await ctx.tx.selectFrom('interception').selectAll().where('id', '=', interceptionId).executeTakeFirst(),
      'interception',
    );
    await witnessed(ctx, 'read', interceptionId, {});
    const gone = row.sealed === null;
    return {
      ...lineOf(ctx, row, await closuresOf(ctx)),
      subject: gone ? null : await subjectOf(ctx, row),
      certification: gone ? null : await certificationOf(ctx, row),
      certificationHash: row.certificationHash,
    };
  },
});
