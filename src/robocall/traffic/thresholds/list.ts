import { z } from 'zod';
import { operation } from '../../../kernel/operation.ts';
import { mayReadAccounts } from '../../accounts/roles.ts';
import { changeLimits } from '../delivery/change.ts';
import { messagePresets } from '../delivery/presets.ts';
import { weights } from '../score/weights.ts';
import { thresholdKinds } from './kind.ts';
import { flagFrom, limits } from './limits.ts';
import { presets } from './presets.ts';
import { expected, peerGroups, type Range } from './uses.ts';

const range = z.strictObject({ begins: z.number(), full: z.number() });
const ranges = z.array(range.extend({ name: z.string() }));

const published = z.strictObject({
  name: z.string(),
  says: z.string(),
  kind: z.enum(thresholdKinds),
  source: z.string(),
  window: z.string(),
  tests: z.array(z.strictObject({ metric: z.string(), limit: z.number(), fewest: z.int() })),
});

const named = (of: Readonly<Record<string, Range>>): z.output<typeof ranges> =>
  Object.entries(of)
    // what lies outside 0 to 1 of a share can never be met: the use has no limit there
    .filter(([, [begins]]) => begins >= 0 && begins !== 2)
    .map(([name, [begins, full]]) => ({ name, begins, full }));

export const listThresholds = operation({
  http: 'GET /v1/traffic-thresholds',
  says: 'Show the numbers by which traffic is judged: where suspicion begins and is full, for all and by declared use, the weight of each reason, from which score a day is flagged; and published thresholds with source and kind',
  law: ['47 CFR 64.6305(d)(2)(ii)'],
  may: mayReadAccounts,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    inUse: z.strictObject({
      flagFrom: z.number(),
      all: ranges,
      byUse: z.array(z.strictObject({ use: z.enum(peerGroups), ranges })),
      weights: z.array(z.strictObject({ reason: z.string(), weight: z.number() })),
      delivery: z.strictObject({ fewest: z.int(), deviations: z.number(), part: z.number() }),
    }),
    published: z.array(published),
  }),
  async run() {
    return {
      inUse: {
        flagFrom,
        all: named(limits),
        byUse: peerGroups.map((use) => ({ use, ranges: named(expected[use]) })),
        weights: Object.entries(weights).map(([reason, weight]) => ({ reason, weight })),
        delivery: changeLimits,
      },
      published: [
        ...presets.map(({ name, says, kind, source, window, tests }) => ({
          ...{ name, says, kind, source, window },
          tests: tests.map(({ metric, limit, fewest }) => ({ metric, limit, fewest })),
        })),
        ...messagePresets.map(({ name, says, kind, source }) => ({
          name,
          says,
          kind,
          source,
          window: 'day',
          tests: [],
        })),
      ],
    };
  },
});
