import type { z } from 'zod';
import { dayNumber } from '../../../carriers/promises/local-time.ts';
import type { Work } from '../../../db/context.ts';
import { date } from '../../../kernel/columns.ts';
import { streaming } from '../../../kernel/operation.ts';
import { readFor } from '../calls/purpose.ts';
import { callsOn } from './due.ts';
import { gather } from './gather.ts';
import { judgeDay } from './judge-day.ts';
import { keepDays } from './keep.ts';
import type { TracedSource } from './outside.ts';
import { mayReadTraffic } from './shown.ts';

const takes = readFor.extend({ day: date });

async function* scoreAll(
  work: Work,
  { day, purpose, reason }: z.output<typeof takes>,
  sources: readonly TracedSource[],
): AsyncIterable<string> {
  const { gathered, calls } = await work.transaction(async (ctx) => ({
    gathered: await gather(ctx, dayNumber(day), sources),
    calls: await callsOn(ctx, dayNumber(day)),
  }));
  const days = await judgeDay(gathered);
  const raised = await work.transaction((ctx) =>
    keepDays(ctx, gathered, days, { calls, reading: { purpose, reason }, telling: 'each' }),
  );
  for (const { measure: _counts, ...line } of days) yield `${JSON.stringify(line)}\n`;
  yield `${JSON.stringify({ day, accounts: days.length, alerts: raised.map(({ id }) => id) })}\n`;
}

export const scoreNow = (sources: readonly TracedSource[]) =>
  streaming({
    http: 'POST /v1/traffic:score',
    says: 'Score the calls of a day now: an account a line with its reasons, then how many and which alerts are new; who asked and why goes on record',
    law: ['47 CFR 64.6305(a)(2)', '47 U.S.C. 222(d)(2)'],
    may: mayReadTraffic,
    by: 'anyone',
    takes,
    reads: null,
    writes: 'application/x-ndjson',
    stream: (work: Work, input) => scoreAll(work, input, sources),
  });
