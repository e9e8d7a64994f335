import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import type { accountHoldRow } from './record.ts';
import { accountView, viewOf } from './shown.ts';
import { type AccountHold, holdsAt, lockedAccount, type VoiceAccount } from './store.ts';

type Row = z.output<typeof accountHoldRow>;

export type HoldWanted = Pick<Row, 'accountId' | 'kind' | 'source' | 'sourceId' | 'reason'>;

const open = (ctx: Ctx, { accountId, source, sourceId }: Pick<Row, 'accountId' | 'source' | 'sourceId'>) =>
  ctx.tx
    .selectFrom('accountHold')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('source', '=', source)
    .where('sourceId', sourceId === null ? 'is' : '=', sourceId)
    .where('endedAt', 'is', null)
    .orderBy('id')
    .execute();

const place = async (ctx: Ctx, wanted: HoldWanted): Promise<string> => {
  const { accountId, kind, source, sourceId, reason } = wanted;
  const same = (await open(ctx, wanted)).find((hold) => hold.kind === kind);
  if (same !== undefined) return same.id;
  const holdId = ctx.id();
  const until = { endedAt: null, endedBy: null, endedReason: null };
  await ctx.tx
    .insertInto('accountHold')
    .values({ id: holdId, ...wanted, fromAt: ctx.at, placedBy: ctx.actor.name, ...until })
    .execute();
  await record(ctx, {
    kind: kind === 'suspended' ? 'account.suspended' : 'account.terminated',
    subject: `voice-account:${accountId}`,
    happenedAt: ctx.at,
    facts: { hold: holdId, source, sourceId, reason },
  });
  return holdId;
};

/**
 * Stops an account's calls, but for emergency calls, in this transaction; the gate learns of it by itself. What the same source placed
 * and has not ended stays as it is. Returns the hold's id. `reason` is a sentence of ours, without a customer's data.
 */
export const placeHold = async (ctx: Ctx, wanted: HoldWanted): Promise<string> => {
  await lockedAccount(ctx, wanted.accountId);
  return place(ctx, wanted);
};

const end = async (ctx: Ctx, holds: readonly AccountHold[], reason: string): Promise<string[]> => {
  for (const { id: holdId, accountId, source, sourceId } of holds) {
    await ctx.tx
      .updateTable('accountHold')
      .set({ endedAt: ctx.at, endedBy: ctx.actor.name, endedReason: reason })
      .where('id', '=', holdId)
      .execute();
    await record(ctx, {
      kind: 'account.hold-ended',
      subject: `voice-account:${accountId}`,
      happenedAt: ctx.at,
      facts: { hold: holdId, source, sourceId, reason },
    });
  }
  return holds.map((hold) => hold.id);
};

/** Ends what a source placed on an account, and nothing of another's. Returns the ids of the holds that ended. */
export const endHold = async (
  ctx: Ctx,
  { reason, ...of }: Pick<Row, 'accountId' | 'source' | 'sourceId' | 'reason'>,
): Promise<string[]> => {
  await lockedAccount(ctx, of.accountId);
  return end(ctx, await open(ctx, of), reason);
};

/**
 * Makes of what a source suspended a termination: the one is placed before the other ends, so that no call passes between. Without a
 * suspension the termination stands alone.
 */
export const terminateInstead = async (ctx: Ctx, wanted: Omit<HoldWanted, 'kind'>): Promise<void> => {
  await lockedAccount(ctx, wanted.accountId);
  const held = await open(ctx, wanted);
  await place(ctx, { ...wanted, kind: 'terminated' });
  await end(
    ctx,
    held.filter(({ kind }) => kind === 'suspended'),
    wanted.reason,
  );
};

const serving = async (ctx: Ctx, accountId: string): Promise<VoiceAccount> => {
  const account = await lockedAccount(ctx, accountId);
  if (account.endedAt !== null) refuse('wrong-state', 'Its contract has ended.', 'Nothing is carried for it any more.');
  return account;
};

const law = ['47 CFR 64.6305(a)(2)'];
const takes = z.strictObject({ accountId: id, reason: z.string().trim().min(1).max(1000) });

const byPerson = (kind: Row['kind']) =>
  async function run(ctx: Ctx, { accountId, reason }: z.output<typeof takes>) {
    const account = await serving(ctx, accountId);
    const held = await open(ctx, { accountId, source: 'officer', sourceId: null });
    if (held.some((hold) => hold.kind === kind))
      refuse('wrong-state', `It is ${kind} already.`, 'Show the account to see its holds.');
    await place(ctx, { accountId, kind, source: 'officer', sourceId: null, reason });
    return viewOf(ctx, account, ctx.at);
  };

export const suspendAccount = operation({
  http: 'POST /v1/voice-accounts/{accountId}:suspend',
  says: 'Stop an account’s calls at once, with the reason; emergency calls are carried',
  law,
  may: ['onboarding', 'network', 'compliance', 'officer'],
  by: 'person',
  takes,
  gives: accountView,
  run: byPerson('suspended'),
});

export const terminateAccount = operation({
  http: 'POST /v1/voice-accounts/{accountId}:terminate',
  says: 'Stop an account’s calls for good, with the reason; emergency calls are carried until its contract ends',
  law,
  may: ['compliance', 'officer'],
  by: 'person-fresh',
  takes,
  gives: accountView,
  run: byPerson('terminated'),
});

/** Whose word a hold of another source needs. */
const elsewhere: { readonly [source in Exclude<Row['source'], 'officer'>]: string } = {
  strikes: 'An officer signs an exception, or the finding behind it is voided.',
  investigation: 'Close the investigation behind it.',
  onboarding: 'Have the case reviewed and decided again.',
  provider:
    'An officer takes the provider again, once it is listed (providers.takeAgain), or releases the account of one that was added anew or is none (providers.release).',
};

export const resumeAccount = operation({
  http: 'POST /v1/voice-accounts/{accountId}:resume',
  says: 'End the suspension that a person ordered, with the reason; what strikes, an investigation, onboarding or the end of a provider stopped is not ended so',
  law,
  may: ['network', 'compliance', 'officer'],
  by: 'person-fresh',
  takes,
  gives: accountView,
  async run(ctx: Ctx, { accountId, reason }) {
    const account = await serving(ctx, accountId);
    const held = await holdsAt(ctx, [accountId], ctx.at);
    const ours = held.filter((hold) => hold.source === 'officer');
    const other = held.find((hold) => hold.source !== 'officer')?.source;
    if (ours.length === 0 && other !== undefined && other !== 'officer')
      refuse('not-allowed', `Its calls were stopped by ${other}, not by a person.`, elsewhere[other]);
    if (ours.length === 0) refuse('wrong-state', 'Nothing holds its calls.', 'Show the account to see its standing.');
    if (ours.some((hold) => hold.kind === 'terminated') && !ctx.actor.roles.includes('officer'))
      refuse('not-allowed', 'A termination is taken back by an officer.', 'Ask an officer.');
    await end(ctx, ours, reason);
    return viewOf(ctx, account, ctx.at);
  },
});
