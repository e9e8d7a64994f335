import { type Control, type Finding, type Period, samplesOf } from '../../carriers/promises/controls.ts';
import type { Ctx } from '../../db/context.ts';
import { DAY, HOUR } from '../../kernel/time.ts';
import { strikeStanding } from '../../law/questions/strike-consequence.ts';
import { decided } from '../numbers/controls.ts';
import { strikeLaw } from './act.ts';
import { daysToWarn } from './dues.ts';
import { knownOf } from './store.ts';

/** Findings that had a call in the period. */
const findingsIn = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('strikeFinding')
    .leftJoin('strikeNotice', (join) =>
      join.onRef('strikeNotice.findingId', '=', 'strikeFinding.id').on('strikeNotice.kind', '=', 'warning'),
    )
    .select([
      'strikeFinding.id',
      'strikeFinding.accountId',
      'voidedSeq',
      'exceptionSeq',
      'warnedSeq',
      'strikeNotice.wantedAt',
    ])
    .where('lastCallAt', '>=', from)
    .where('openedAt', '<', until)
    .orderBy('strikeFinding.id')
    .execute();

/** Refused calls of the period that nobody has weighed within the hour. */
const unweighed = (ctx: Ctx, { from, until }: Period) =>
  ctx.tx
    .selectFrom('strikeCall')
    .select('refusalId as id')
    .where('seq', 'is', null)
    .where('at', '>=', from)
    .where('at', '<', Math.min(until, ctx.at - HOUR))
    .orderBy('refusalId')
    .limit(1000)
    .execute();

/** Accounts whose termination is ordered or carried out, and whose calls nothing stops: the database lets none come about. */
const unheld = async (ctx: Ctx, accountIds: Iterable<string>): Promise<readonly { readonly id: string }[]> => {
  const found: { readonly id: string }[] = [];
  for (const id of accountIds) {
    const standing = strikeStanding((await knownOf(ctx, id)).state);
    if (standing !== 'termination-ordered' && standing !== 'closed') continue;
    const hold = await ctx.tx
      .selectFrom('accountHold')
      .select('id')
      .where('accountId', '=', id)
      .where('source', '=', 'strikes')
      .where('endedAt', 'is', null)
      .executeTakeFirst();
    if (hold === undefined) found.push({ id });
  }
  return found;
};

const weighed = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const calls = await decided(ctx, period);
  const all = await findingsIn(ctx, period);
  const findings = all.filter(({ voidedSeq }) => voidedSeq === null);
  const exceptions = findings.filter(({ exceptionSeq }) => exceptionSeq !== null).length;
  const counts = { calls, findings: findings.length, voided: all.length - findings.length, exceptions };
  const served = await unheld(ctx, new Set(findings.map(({ accountId }) => accountId)));
  const late = findings.filter(
    ({ warnedSeq, wantedAt }) => warnedSeq === null && wantedAt !== null && wantedAt + (daysToWarn + 1) * DAY <= ctx.at,
  );
  const open = await unweighed(ctx, period);
  const no = (because: string, samples: readonly string[]): Finding => ({
    status: 'not kept',
    because,
    counts,
    samples,
  });
  if (served.length > 0)
    return no(`${served.length} accounts are served after a second finding`, samplesOf('voice-account', served));
  if (late.length > 0)
    return no(`of ${late.length} warnings nobody has proven that they arrived`, samplesOf('strike', late));
  const untested = (because: string, samples: readonly string[]): Finding => ({
    status: 'untested',
    because,
    counts,
    samples,
  });
  if (open.length > 0)
    return untested(`${open.length} refused calls were not weighed`, samplesOf('gate-refusal', open));
  if (calls === 0) return untested('the gate decided no call in the period', []);
  const samples = samplesOf('strike', findings);
  if (findings.length === 0)
    return {
      status: 'kept',
      because: `none of ${calls} calls showed a number that was not its account’s`,
      counts,
      samples,
    };
  const excepted = exceptions === 0 ? '' : `, ${exceptions} of them with an exception that an officer signed by name`;
  const because = `${findings.length} findings led to a warning or to the end of service${excepted}`;
  return { status: 'kept', because, counts, samples };
};

/** The control of the promise of one warning: R24 of a mitigation plan. */
export const strikeControls: readonly Control[] = [
  {
    id: 'strikes',
    says: 'A number that is not the account’s is warned of once and ends service the second time, unless our own record was wrong or an officer signed for it by name',
    law: strikeLaw[0],
    check: weighed,
  },
];
