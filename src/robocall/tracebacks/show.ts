import { z } from 'zod';
import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, pageOf, paging, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { toldClocks, tracebackLaw } from './clock.ts';
import { clocks } from './receive.ts';
import { tracebackCallRow, tracebackPageRow, tracebackRow } from './record.ts';

// the request and its sheet name customers and their calls: who audits sees when each came and was answered
const mayOpen: readonly Role[] = ['network', 'compliance', 'counsel', 'officer'];
const { state, via, outcome, role, answeredHow } = tracebackRow.shape;
const item = z.strictObject({ id, via, state, outcome, role, received: when, answered: when.nullable(), clocks });

export const listTracebacks = operation({
  http: 'GET /v1/tracebacks',
  says: 'Traceback requests, the newest first, each with the rule’s clock, our promise and our target; numbers and names stand on each one’s page',
  law: tracebackLaw,
  may: [...mayOpen, 'auditor'],
  by: 'anyone',
  takes: z.strictObject({ ...paging }),
  gives: pageOf(item),
  async run(ctx: Ctx, { cursor, limit = 50 }) {
    let query = ctx.tx
      .selectFrom('traceback')
      .select(['id', 'via', 'state', 'outcome', 'role', 'receivedAt', 'answeredAt'])
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const closures = await closuresOf(ctx);
    const items = rows.slice(0, limit).map(({ receivedAt, answeredAt, ...row }) => ({
      ...row,
      received: told(ctx, receivedAt),
      answered: toldOrNull(ctx, answeredAt),
      clocks: toldClocks(ctx, receivedAt, closures),
    }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

const anything = z.record(z.string(), z.unknown());

export const showTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:open',
  says: 'Open a traceback request: as it came, what was read and confirmed, and the sheet of the answer; who opened it goes on record',
  law: tracebackLaw,
  may: mayOpen,
  by: 'anyone',
  takes: z.strictObject({ tracebackId: id }),
  gives: item.extend({
    original: z.string(),
    parsed: anything,
    requesterId: id.nullable(),
    call: anything.nullable(),
    sheet: anything.nullable(),
    answeredHow,
    answeredReference: z.string().nullable(),
    disclosureId: id.nullable(),
    taken: when.nullable(),
    /** who was called to it */
    pages: z.array(tracebackPageRow.pick({ step: true, personName: true, state: true }).extend({ wanted: when })),
    /** the call of the answer as it was on record */
    kept: z.array(tracebackCallRow.omit({ carrierId: true, tracebackId: true, keptAt: true })),
  }),
  async run(ctx: Ctx, { tracebackId }) {
    const row = found(
      await ctx.tx.selectFrom('traceback').selectAll().where('id', '=', tracebackId).executeTakeFirst(),
      'traceback request',
    );
    await record(ctx, { kind: 'traceback.opened', subject: `traceback:${tracebackId}`, happenedAt: ctx.at, facts: {} });
    const kept = await ctx.tx
      .selectFrom('tracebackCall')
      .select(['ref', 'original', 'origin', 'originHash'])
      .where('tracebackId', '=', tracebackId)
      .orderBy('keptAt')
      .execute();
    const pages = await ctx.tx
      .selectFrom('tracebackPage')
      .select(['step', 'personName', 'state', 'wantedAt'])
      .where('tracebackId', '=', tracebackId)
      .orderBy('wantedAt')
      .orderBy('personName')
      .execute();
    const { original, parsed, requesterId, call, sheet, answeredReference, disclosureId } = row;
    return {
      ...{ id: row.id, via: row.via, state: row.state, outcome: row.outcome, role: row.role },
      ...{ original, parsed, requesterId, call, sheet, answeredReference, answeredHow: row.answeredHow },
      ...{ disclosureId, kept },
      taken: toldOrNull(ctx, row.acknowledgedAt),
      pages: pages.map(({ wantedAt, ...page }) => ({ ...page, wanted: told(ctx, wantedAt) })),
      received: told(ctx, row.receivedAt),
      answered: toldOrNull(ctx, row.answeredAt),
      clocks: toldClocks(ctx, row.receivedAt, await closuresOf(ctx)),
    };
  },
});
