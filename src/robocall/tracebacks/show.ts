import { z } from 'zod';
import { closuresOf } from '../../carriers/obligations/office-closures.ts';
import { dateAt, monthsAfter, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import { monthsKept } from '../../carriers/retention/class.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, pageOf, paging, when } from '../../kernel/columns.ts';
import { operation, type Role } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { toldClocks, tracebackLaw } from './clock.ts';
import { tracebackMailRow } from './mails/record.ts';
import { senderOfRequest } from './mails/sender-of-request.ts';
import { proofsOf, shownProof } from './proof.ts';
import { clocks } from './receive.ts';
import { tracebackCallRow, tracebackPageRow, tracebackRow } from './record.ts';
import { tracebacksKept } from './retention.ts';
import { secondPersonOf } from './store.ts';

// the request and its sheet name customers and their calls: who audits sees when each came and was answered
const mayOpen: readonly Role[] = ['network', 'compliance', 'counsel', 'officer'];
const { state, via, outcome, role, answeredHow } = tracebackRow.shape;
const item = z.strictObject({
  ...{ id, via, state, outcome, role, clocks },
  received: when,
  /** when somebody took it, and nobody else is called */
  taken: when.nullable(),
  answered: when.nullable(),
});

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
      .select(['id', 'via', 'state', 'outcome', 'role', 'receivedAt', 'acknowledgedAt', 'answeredAt'])
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) query = query.where('id', '<', id.parse(cursor));
    const rows = await query.execute();
    const closures = await closuresOf(ctx);
    const items = rows.slice(0, limit).map(({ receivedAt, acknowledgedAt, answeredAt, ...row }) => ({
      ...row,
      taken: toldOrNull(ctx, acknowledgedAt),
      received: told(ctx, receivedAt),
      answered: toldOrNull(ctx, answeredAt),
      clocks: toldClocks(ctx, receivedAt, closures),
    }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});

const keptUntil = async (ctx: Ctx, answeredAt: number | null): Promise<string | null> =>
  answeredAt === null ? null : monthsAfter(dateAt(ctx, answeredAt), await monthsKept(ctx, tracebacksKept));

const anything = z.record(z.string(), z.unknown());

export const showTraceback = operation({
  http: 'POST /v1/tracebacks/{tracebackId}:open',
  says: 'Open a traceback request: as it came, what was read and confirmed, and the sheet of the answer; who opened it goes on record',
  law: tracebackLaw,
  may: mayOpen,
  by: 'anyone',
  takes: z.strictObject({ tracebackId: id }),
  gives: item.extend({
    /** what the signature of its mail proves of whom it is from; null where no mail brought it */
    sender: tracebackMailRow.pick({ sender: true, senderDomain: true }).nullable(),
    verifiedHow: z.string().nullable(),
    original: z.string(),
    parsed: anything,
    requesterId: id.nullable(),
    call: anything.nullable(),
    /** when the call was, as it was read or confirmed; null where no time could be read */
    askedAt: when.nullable(),
    sheet: anything.nullable(),
    /** whether the answer may not leave before a second person approved it */
    secondPerson: z.enum(['waited-for', 'not-waited-for']),
    answeredHow,
    answeredReference: z.string().nullable(),
    disclosureId: id.nullable(),
    /** the day until which its file is kept; null before it is answered */
    keptUntil: date.nullable(),
    /** who was called to it */
    pages: z.array(tracebackPageRow.pick({ step: true, personName: true, state: true }).extend({ wanted: when })),
    /** pictures of the portal that show the answer */
    proofs: z.array(shownProof),
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
      ...{ disclosureId, kept, verifiedHow: row.verifiedHow },
      sender: await senderOfRequest(ctx, tracebackId),
      proofs: await proofsOf(ctx, tracebackId),
      taken: toldOrNull(ctx, row.acknowledgedAt),
      askedAt: toldOrNull(ctx, row.askedAt),
      secondPerson: secondPersonOf(row),
      keptUntil: await keptUntil(ctx, row.answeredAt),
      pages: pages.map(({ wantedAt, ...page }) => ({ ...page, wanted: told(ctx, wantedAt) })),
      received: told(ctx, row.receivedAt),
      answered: toldOrNull(ctx, row.answeredAt),
      clocks: toldClocks(ctx, row.receivedAt, await closuresOf(ctx)),
    };
  },
});
