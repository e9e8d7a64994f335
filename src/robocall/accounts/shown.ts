import { z } from 'zod';
import { told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { when } from '../../kernel/columns.ts';
import { DAY } from '../../kernel/time.ts';
import { type Decided, decisionsAt } from './approval.ts';
import { shadowUntil } from './gate-mode.ts';
import { type accountGateModeRow, accountHoldRow, type accountLimitsRow, limits, voiceAccountRow } from './record.ts';
import { carries, lapseSteps, standingOf, standings } from './standing.ts';
import { type AccountHold, gateModesAt, holdsAt, limitsAt, type VoiceAccount } from './store.ts';

const shownHold = z.strictObject({
  ...accountHoldRow.omit({ carrierId: true, accountId: true, fromAt: true, endedAt: true }).shape,
  from: when,
  ended: when.nullable(),
});

/** A hold in answers. */
export const holdOf = (
  ctx: Ctx,
  { carrierId: _carrier, accountId: _account, fromAt, endedAt, ...hold }: AccountHold,
): z.input<typeof shownHold> => ({ ...hold, from: told(ctx, fromAt), ended: toldOrNull(ctx, endedAt) });

export const accountView = z.strictObject({
  ...voiceAccountRow.omit({
    carrierId: true,
    approvalId: true,
    approvalOutcome: true,
    limitsId: true,
    openedAt: true,
    endedAt: true,
  }).shape,
  /** the moment of which this is told */
  asOf: when,
  standing: z.enum(standings),
  /** whether calls other than to emergency services are carried */
  carries: z.boolean(),
  tier: z.enum(['standard', 'elevated', 'high']),
  validUntil: when.nullable(),
  /** what may pass now: from the seventh day after its approval ended an account has the limits of a new one */
  limitsLowered: z.boolean(),
  limits,
  limitsReason: z.string(),
  holds: z.array(shownHold),
  /** until when what its limits and its caller-ID rule would refuse is carried and told; null where they are enforced */
  shadowUntil: when.nullable(),
  opened: when,
  ended: when.nullable(),
});
export type AccountView = z.input<typeof accountView>;

type Known = {
  readonly decided: Decided | undefined;
  readonly set: z.output<typeof accountLimitsRow> | undefined;
  readonly holds: readonly AccountHold[];
  readonly mode: z.output<typeof accountGateModeRow> | undefined;
};

const view = (ctx: Ctx, row: VoiceAccount, { decided, set, holds, mode }: Known, at: number): AccountView => {
  if (set === undefined || decided === undefined)
    throw new Error(`account ${row.id} had no limits or no decision at ${at}`);
  const standing = standingOf(at, row.endedAt, holds, decided);
  const { callsPerSecond, burst, sessions, leaseSeconds, reason } = set;
  return {
    id: row.id,
    name: row.name,
    customerId: row.customerId,
    caseId: row.caseId,
    callerIdPolicy: row.callerIdPolicy,
    whenBlind: row.whenBlind,
    spc: row.spc,
    asOf: told(ctx, at),
    standing,
    carries: carries(standing),
    tier: decided.tier,
    validUntil: toldOrNull(ctx, decided.validUntil),
    limitsLowered: standing === 'grace' && at >= (decided.validUntil ?? at) + lapseSteps.lowered * DAY,
    limits: { callsPerSecond, burst, sessions, leaseSeconds },
    limitsReason: reason,
    holds: holds.map((hold) => holdOf(ctx, hold)),
    // shadow mode never outlasts the approval: the gate holds it so too
    shadowUntil: standing === 'active' ? toldOrNull(ctx, shadowUntil(mode, at)) : null,
    opened: told(ctx, row.openedAt),
    ended: row.endedAt !== null && row.endedAt <= at ? told(ctx, row.endedAt) : null,
  };
};

/** Accounts as they stood at a moment (epoch ms) at which all were open already, in the order given. */
export const viewsOf = async (ctx: Ctx, rows: readonly VoiceAccount[], at: number): Promise<AccountView[]> => {
  const ids = rows.map((row) => row.id);
  const decisions = await decisionsAt(ctx, [...new Set(rows.map((row) => row.caseId))], at);
  const set = await limitsAt(ctx, ids, at);
  const holds = await holdsAt(ctx, ids, at);
  const modes = await gateModesAt(ctx, ids, at);
  return rows.map((row) => {
    const own = holds.filter(({ accountId }) => accountId === row.id);
    const known = { decided: decisions.get(row.caseId), set: set.get(row.id), holds: own, mode: modes.get(row.id) };
    return view(ctx, row, known, at);
  });
};

/** One account as it stood at a moment. */
export const viewOf = async (ctx: Ctx, row: VoiceAccount, at: number): Promise<AccountView> => {
  const [one] = await viewsOf(ctx, [row], at);
  if (one === undefined) throw new Error('one account was given, none was shown');
  return one;
};
