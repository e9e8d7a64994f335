// Each published threshold as its source words it, on both sides of its line; none says anything below its least number of calls.
import { expect, it } from 'vitest';
import { type Counts, counts } from '../metrics/measure.ts';
import { hitsPreset, presets } from './presets.ts';

const zeros = counts.parse(Object.fromEntries(Object.keys(counts.shape).map((name) => [name, 0])));
const of = (given: Partial<Counts>): Counts => ({ ...zeros, ...given });
const hits = (name: string, given: Partial<Counts>): boolean | null => {
  const preset = presets.find((one) => one.name === name);
  if (preset === undefined) throw new Error(`no preset is named ${name}`);
  return hitsPreset(preset, of(given));
};

const lines: readonly (readonly [name: string, within: Partial<Counts>, beyond: Partial<Counts>])[] = [
  ['telnyx-short-calls', { answered: 100, short6: 15 }, { answered: 100, short6: 16 }],
  ['global-crossing-short-calls', { answered: 100, short6: 10 }, { answered: 100, short6: 11 }],
  ['paetec-completion', { completable: 100, completed: 60 }, { completable: 100, completed: 59 }],
  ['genesys-short-calls', { answered: 100, short6: 14 }, { answered: 100, short6: 15 }],
  ['genesys-short-calls', { answered: 99, short6: 99 }, { answered: 100, short6: 99 }],
  ['volli-short-calls', { attempts: 200, under6: 40 }, { attempts: 200, under6: 41 }],
  ['volli-short-calls', { attempts: 120, under6: 120 }, { attempts: 121, under6: 121 }],
  ['volli-completion', { completable: 200, completed: 100 }, { completable: 200, completed: 99 }],
  ['volli-refused', { completable: 200, rejected: 20, blocked: 20 }, { completable: 200, rejected: 20, blocked: 21 }],
  [
    'zipdx-dialer',
    { answered: 100, talkMs: 5_900_000, under60: 89 },
    { answered: 100, talkMs: 5_900_000, under60: 90 },
  ],
  [
    'zipdx-dialer',
    { answered: 100, talkMs: 6_000_000, under60: 95 },
    { answered: 100, talkMs: 5_999_999, under60: 95 },
  ],
  [
    'zipdx-not-conversational',
    { answered: 100, talkMs: 18_000_000, over120: 20 },
    { answered: 100, talkMs: 18_000_000, over120: 19 },
  ],
  [
    'zipdx-not-conversational',
    { answered: 100, talkMs: 18_000_000, over120: 20 },
    { answered: 100, talkMs: 17_999_999, over120: 20 },
  ],
  [
    'phoenix-conversation',
    { answered: 50, talkMs: 3_000_000, completable: 100, completed: 50 },
    { answered: 49, talkMs: 3_000_000, completable: 100, completed: 49 },
  ],
  [
    'phoenix-call-centre',
    { answered: 40, talkMs: 1_200_000, completable: 100, completed: 40 },
    { answered: 40, talkMs: 1_199_999, completable: 100, completed: 40 },
  ],
  [
    'non-cli-floor',
    { answered: 100, talkMs: 1_500_000, completable: 2000, completed: 100 },
    { answered: 100, talkMs: 1_500_000, completable: 2001, completed: 100 },
  ],
  ['avid-short-talks', { answered: 100, under15: 92 }, { answered: 100, under15: 93 }],
  ['xcast-average-talk', { answered: 100, talkMs: 650_000 }, { answered: 100, talkMs: 649_999 }],
  ['short-or-silent', { answered: 100, short6: 50 }, { answered: 100, short6: 51 }],
];

it.each(lines)('%s', (name, within, beyond) => {
  expect([hits(name, within), hits(name, beyond)]).toEqual([false, true]);
});

it('What call records cannot tell is neither within nor beyond', () => {
  expect(hits('abandonment', {})).toBe(null);
  expect(hits('xcast-tracebacks', {})).toBe(null);
});

it('Whoever published a number has his threshold here', () => {
  const publishers = [
    'Telnyx',
    'Qwest',
    'Global Crossing',
    'Paetec',
    'Genesys',
    'Volli',
    'ZipDX',
    'Phoenix',
    'non-cli',
    'Twilio',
  ];
  const others = [
    'Simwood',
    '16 CFR 310.4(b)(4)',
    '47 CFR 64.1200(c)(1)',
    'XCast',
    'Avid',
    'EPIC',
    'NCSU',
    'TransNexus',
  ];
  const missing = [...publishers, ...others].filter((who) => presets.every(({ source }) => !source.includes(who)));
  expect(missing).toEqual([]);
});

it('Every threshold has a source and a kind, and every one that records can tell is tried here', () => {
  for (const { source, says } of presets) expect([source, says]).not.toContain('');
  const tried = new Set(lines.map(([name]) => name));
  expect(presets.filter(({ tests, name }) => tests.length > 0 && !tried.has(name)).map(({ name }) => name)).toEqual([]);
});
