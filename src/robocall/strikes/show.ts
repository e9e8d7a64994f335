import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { strikeService, strikeStanding, strikeWhy } from '../../law/questions/strike-consequence.ts';
import { mayReadAccounts } from '../accounts/roles.ts';
import { strikeLaw } from './act.ts';
import { ordersOf } from './close.ts';
import { strikeConsequences, strikeEventRow, strikeNoticeRow, strikeStandings } from './record.ts';
import { findingShown, shownFinding } from './shown.ts';
import { eventsOf, knownOf, type StrikeEventRow } from './store.ts';

const happened = z.strictObject({
  ...strikeEventRow.pick({
    seq: true,
    kind: true,
    findingId: true,
    openedId: true,
    refusalId: true,
    standing: true,
    how: true,
    evidence: true,
    rightIds: true,
  }).shape,
  at: when,
  recorded: when,
  consequence: z.enum(strikeConsequences),
  signer: z.string().nullable(),
  /** why the signer did it */
  reason: z.string().nullable(),
  /** why it follows, by the promise that the law lets a carrier be held to */
  why: z.strictObject({ reason: z.string(), cite: z.string() }),
});

const notice = z.strictObject({
  ...strikeNoticeRow.pick({ id: true, findingId: true, kind: true, state: true, reference: true }).shape,
  wanted: when,
  ended: when.nullable(),
});

const eventShown = (ctx: Ctx, event: StrikeEventRow): z.input<typeof happened> => {
  const { seq, kind, findingId, openedId, refusalId, standing, how, evidence, rightIds, consequence, reason } = event;
  return {
    ...{ seq, kind, findingId, openedId, refusalId, standing, how, evidence, rightIds, consequence, reason },
    at: told(ctx, event.at),
    recorded: told(ctx, event.recordedAt),
    signer: event.signerName,
    why: strikeWhy(consequence),
  };
};

const noticesOf = async (ctx: Ctx, accountId: string): Promise<z.input<typeof notice>[]> => {
  const rows = await ctx.tx
    .selectFrom('strikeNotice')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute();
  return rows.map(({ id: noticeId, findingId, kind, state, reference, wantedAt, endedAt }) => ({
    ...{ id: noticeId, findingId, kind, state, reference },
    wanted: told(ctx, wantedAt),
    ended: toldOrNull(ctx, endedAt),
  }));
};

const waitingOf = async (ctx: Ctx, accountId: string): Promise<number> => {
  const { count } = await ctx.tx
    .selectFrom('strikeCall')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('accountId', '=', accountId)
    .where('seq', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
};

export const showStrikes = operation({
  http: 'GET /v1/voice-accounts/{accountId}/strikes',
  says: 'The strikes of an account: where it stands and why, its findings, everything that changed them in order, and what its customer was told',
  law: strikeLaw,
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({ accountId: id }),
  gives: z.strictObject({
    accountId: id,
    standing: z.enum(strikeStandings),
    service: z.enum(['active', 'suspended', 'ended']),
    /** when an ordered termination is carried out by itself; null where none is ordered */
    closes: when.nullable(),
    /** the finding upon which it is ordered; null where none is */
    orderedUpon: id.nullable(),
    /** refused calls that were not weighed yet */
    waiting: z.int(),
    findings: z.array(shownFinding),
    timeline: z.array(happened),
    notices: z.array(notice),
  }),
  async run(ctx: Ctx, { accountId }) {
    const { state, rows } = await knownOf(ctx, accountId);
    const standing = strikeStanding(state);
    const [order] = await ordersOf(ctx, { accountId });
    return {
      accountId,
      standing,
      service: strikeService[standing],
      closes: toldOrNull(ctx, order?.closesAt ?? null),
      orderedUpon: order?.id ?? null,
      waiting: await waitingOf(ctx, accountId),
      findings: state.findings.flatMap((finding) => {
        const row = rows[finding.number - 1];
        return row === undefined ? [] : [findingShown(ctx, row, finding)];
      }),
      timeline: (await eventsOf(ctx, accountId)).map((event) => eventShown(ctx, event)),
      notices: await noticesOf(ctx, accountId),
    };
  },
});
