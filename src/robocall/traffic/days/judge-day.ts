import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dropTable } from '../columnar/calls-table.ts';
import { engineOf } from '../columnar/engine.ts';
import { storedCalls } from '../columnar/stored-calls.ts';
import type { Measure } from '../metrics/measure.ts';
import { countTraffic, sampleCalls } from '../score/count-traffic.ts';
import { knownOf } from '../score/known.ts';
import { judgeAll, lineOf } from '../score/score.ts';
import { weights } from '../score/weights.ts';
import type { Gathered } from './gather.ts';

/** The day of an account: its counts, its score, and why. */
export type JudgedDay = ReturnType<typeof lineOf> & { readonly measure: Measure };

/** Counts and judges the calls of a day; needs the data folder and no transaction. */
export const judgeDay = async (gathered: Gathered): Promise<readonly JudgedDay[]> => {
  const { day, zone, from, until, parts, dataFolder, sides, earlier } = gathered;
  if (parts.switches.length + parts.gate.length === 0) return [];
  const way = randomUUID();
  const folder = join(dataFolder, 'calls', 'counting', way);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const engine = engineOf(dataFolder);
  const place = { engine, folder, name: `counted_${way.replaceAll('-', '')}`, calls: storedCalls(parts) };
  try {
    const counted = await countTraffic(place, sides, { from, until, zone }, 'account');
    const days = counted.days.filter(({ whole }) => whole.day === day);
    const accounts = new Map(sides.accounts.map((one) => [one.account, one]));
    const inventoried = new Set(sides.rights.map(({ account }) => account));
    const known = knownOf(days, earlier, { accounts, inventoried, signals: counted.signals });
    const judged = judgeAll(known, weights, days, 'account');
    const calls = await sampleCalls(place, judged);
    return judged.map((one) => ({ ...lineOf(one, weights, calls), measure: one.group.of }));
  } finally {
    await dropTable(engine, place.name);
    await rm(folder, { recursive: true, force: true });
  }
};
