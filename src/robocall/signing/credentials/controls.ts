import { type Control, type Finding, firstGap, type Period, samplesOf } from '../../../carriers/promises/controls.ts';
import { dateAt } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';

const served = async (ctx: Ctx, { from, until }: Period): Promise<Period | null> => {
  const rows = await ctx.tx
    .selectFrom('voiceAccount')
    .select(['openedAt', 'endedAt'])
    .where('openedAt', '<', until)
    .where((eb) => eb.or([eb('endedAt', 'is', null), eb('endedAt', '>', from)]))
    .execute();
  if (rows.length === 0) return null;
  const last = Math.max(...rows.map(({ endedAt }) => endedAt ?? Number.MAX_SAFE_INTEGER));
  return {
    from: Math.max(from, Math.min(...rows.map(({ openedAt }) => openedAt))),
    until: Math.min(until, ctx.at, last),
  };
};

const credentialed = async (ctx: Ctx, period: Period): Promise<Finding> => {
  const span = await served(ctx, period);
  if (span === null || span.from >= span.until)
    return { status: 'untested', because: 'no account was served in this time', counts: {}, samples: [] };
  const credentials = await ctx.tx
    .selectFrom('signingCredential')
    .select(['id', 'notBefore', 'notAfter', 'fromAt', 'retiredAt'])
    .where('fromAt', '<', span.until)
    .where('notAfter', '>', span.from)
    .orderBy('fromAt')
    .execute();
  const held = credentials.map(({ notBefore, notAfter, fromAt, retiredAt }) => ({
    from: Math.max(notBefore, fromAt),
    until: Math.min(notAfter, retiredAt ?? Number.MAX_SAFE_INTEGER),
  }));
  const counts = { certificates: credentials.length };
  const samples = samplesOf('signing-credential', credentials);
  const gap = firstGap(span, held);
  if (gap === null)
    return { status: 'kept', because: 'a certificate of our own was in force at every moment', counts, samples };
  const because = `on ${dateAt(ctx, gap)} no certificate of our own was in force while accounts were served`;
  return { status: 'not kept', because, counts, samples };
};

/** The control of our own certificate: R20 of a mitigation plan. */
export const signingControls: readonly Control[] = [
  {
    id: 'signing-credentials',
    says: 'A certificate of our own, by which calls are signed, was in force whenever accounts were served',
    law: '47 CFR 64.6301',
    check: credentialed,
  },
];
