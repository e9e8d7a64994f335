// The figures by which the score is measured, by hand; and that what is generated is the same for the same seed.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileNames, generateFiles, pathIn } from '../generate/files.ts';
import { profiles } from '../generate/profiles.ts';
import { escapesOf, goalsOf, type Judged } from './escapes.ts';
import { evaluateTool } from './evaluate-tool.ts';
import { averagePrecision, figuresOf, type Judgment } from './figures.ts';
import { fitWeights } from './fit.ts';

const day = (score: number, label: Judgment['label'], given: Partial<Judgment>): Judgment => ({
  label,
  score,
  isFlagged: score >= 0.5,
  profile: 'p',
  account: 'a',
  day: '2026-01-05',
  illegalCalls: label === 'illegal' ? 100 : 0,
  ...given,
});

it('Average precision is the mean of precision at each illegal day, from the top; equal scores come in together', () => {
  // ranks: illegal (1/1), legal, illegal (2/3): (1 + 2/3) / 2
  expect(averagePrecision([day(0.9, 'illegal', {}), day(0.8, 'legal', {}), day(0.7, 'illegal', {})])).toBeCloseTo(
    5 / 6,
    10,
  );
  // all equal: the prevalence
  expect(averagePrecision([day(0.5, 'illegal', {}), day(0.5, 'legal', {}), day(0.5, 'legal', {})])).toBeCloseTo(
    1 / 3,
    10,
  );
  expect(averagePrecision([])).toBe(0);
});

it('Precision, recall and false alarms are counted at the flag; calls carried are those up to the first flag with its day', () => {
  const days = [
    day(0.4, 'illegal', { account: 'a', day: '2026-01-05' }),
    day(0.6, 'illegal', { account: 'a', day: '2026-01-06' }),
    day(0.9, 'illegal', { account: 'a', day: '2026-01-07' }),
    day(0.5, 'legal', { account: 'b' }),
    ...Array.from({ length: 9 }, (_, n) => day(0, 'legal', { account: `c${n}` })),
  ];
  expect(figuresOf(days)).toMatchObject({
    accountDays: 13,
    illegal: 3,
    precision: 0.667,
    recall: 0.667,
    falseAlarmsPerThousand: 100,
    callsBeforeFlag: 200,
  });
});

it('A goal is reached at its figure, and not below it', () => {
  const of = (beside: 'side-channels' | 'calls-only', averagePrecision: number, falseAlarmsPerThousand: number) =>
    goalsOf(beside, { averagePrecision, falseAlarmsPerThousand }).map(({ reached }) => reached);
  expect([of('side-channels', 0.9, 5), of('side-channels', 0.899, 5.001)]).toEqual([
    [true, true],
    [false, false],
  ]);
  expect([of('calls-only', 0.75, 0), of('calls-only', 0.749, 0)]).toEqual([
    [true, true],
    [false, true],
  ]);
});

it('Who escapes is told with what spoke on those days and what did not; a lawful account that was flagged, with what spoke', () => {
  const judged = (profile: string, label: Judged['label'], points: Judged['points']): Judged => {
    const score = Object.values(points).reduce((sum, one) => sum + one, 0);
    return { profile, label, points, score, isFlagged: score >= 0.5 };
  };
  const rows = escapesOf([
    judged('switch', 'illegal', { abroad: 0.3, hours: 0.25 }),
    judged('switch', 'illegal', { volume: 0.1 }),
    judged('switch', 'illegal', { volume: 0.2 }),
    judged('silent', 'illegal', {}),
    judged('found', 'illegal', { abroad: 0.6 }),
    judged('office', 'legal', { volume: 0.2 }),
    judged('survey', 'legal', { short: 0.6 }),
  ]);
  expect(rows).toEqual([
    {
      ...{ escapes: 'switch', days: 2, of: 3 },
      why: 'below 0.5 on these days, 0.15 on average: volume added 0.15 on 2; where it was found (1 day) spoke what is little or not here: abroad, hours',
    },
    { escapes: 'silent', days: 1, of: 1, why: 'below 0.5 on these days, 0 on average: nothing spoke against them' },
    { alarmed: 'survey', days: 1, of: 1, why: 'short added 0.6 on 1' },
  ]);
});

it('Weights move to the side that examples ask for, stay between 0 and 1, and stay where nothing speaks', () => {
  const found = (code: string) => [{ code, strength: 1, value: 0, threshold: 0, why: '', sample: 'any' as const }];
  const examples = [
    ...Array.from({ length: 20 }, () => ({ findings: found('bad'), label: 'illegal' as const })),
    ...Array.from({ length: 20 }, () => ({ findings: found('usual'), label: 'legal' as const })),
  ];
  const made = fitWeights(examples, { bad: 0.2, usual: 0.6, never: 0.3 });
  expect(made.bad).toBeGreaterThan(0.5);
  expect(made.usual).toBeLessThan(0.5);
  expect(made.never).toBe(0.3);
});

it('There are at least ten legal and eight illegal kinds of account, and both serve fitting and are left out of it', () => {
  const count = (label: string, serves: string): number =>
    profiles.filter((one) => one.label === label && one.serves === serves).length;
  expect(count('legal', 'fit') + count('legal', 'left-out')).toBeGreaterThanOrEqual(10);
  expect(count('illegal', 'fit') + count('illegal', 'left-out')).toBeGreaterThanOrEqual(8);
  for (const label of ['legal', 'illegal'])
    expect(Math.min(count(label, 'fit'), count(label, 'left-out'))).toBeGreaterThan(3);
});

const hashed = async (seed: number, some: typeof profiles): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-generate-test-'));
  try {
    await generateFiles({ profiles: some, seed, days: 3, legalAccounts: 1, illegalAccounts: 1, scale: 0.02 }, folder);
    return fileNames.map((name) =>
      createHash('sha256')
        .update(readFileSync(pathIn(folder, name)))
        .digest('hex'),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

it('The same seed gives the same files, another seed others', async () => {
  const some = profiles.slice(0, 3);
  const once = await hashed(5, some);
  expect(await hashed(5, some)).toEqual(once);
  expect(await hashed(6, some)).not.toEqual(once);
});

it('Labelled traffic of one’s own is only read: nothing is written beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-own-traffic-'));
  const some = profiles.filter(({ name }) => ['normal-business', 'blast-spoofed'].includes(name));
  await generateFiles({ profiles: some, seed: 4, days: 3, legalAccounts: 1, illegalAccounts: 1, scale: 0.05 }, folder);
  const before = readdirSync(folder, { recursive: true }).toSorted();
  let out = '';
  const status = await evaluateTool(['--in', folder], {
    input: (async function* () {})(),
    write: async (chunk) => {
      out += chunk;
    },
    complain: () => {},
  });
  expect([status, out.includes('"averagePrecision"')]).toEqual([0, true]);
  expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual(before);
  rmSync(folder, { recursive: true });
});

it('An evaluation tells figures with and without side channels, of left-out profiles, beside every baseline that records can tell', async () => {
  let out = '';
  const args =
    '--seed 3 --days 4 --legal 1 --illegal 1 --scale 0.05 --profiles normal-business,survey,neighbour-spoofing,blast-spoofed';
  const status = await evaluateTool(args.split(' '), {
    input: (async function* () {})(),
    write: async (chunk) => {
      out += chunk;
    },
    complain: () => {},
  });
  const rows = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(status).toBe(0);
  expect(
    rows
      .filter((row) => row.averagePrecision !== undefined && row.beside !== undefined)
      .map(({ beside, profiles: of }) => `${beside} ${of}`),
  ).toEqual(['side-channels left-out', 'side-channels fit', 'calls-only left-out', 'calls-only fit']);
  expect(rows.some(({ baseline }) => baseline === 'telnyx-short-calls')).toBe(true);
  expect(rows.filter(({ goal }) => goal !== undefined).map(({ beside, goal }) => `${beside} ${goal}`)).toEqual([
    'side-channels average precision',
    'side-channels false alarms per 1,000 legal account-days',
    'calls-only average precision',
    'calls-only false alarms per 1,000 legal account-days',
  ]);
  // every profile of which a day was missed or flagged in error stands there with its reason, and no other
  for (const beside of ['side-channels', 'calls-only']) {
    const own = rows.filter((row) => row.beside === beside && row.profiles === 'left-out');
    const wrong = own.filter(({ profile, label, days, flagged }) =>
      profile === undefined ? false : label === 'legal' ? flagged > 0 : flagged < days,
    );
    const told = own.filter(({ why }) => why !== undefined).map(({ escapes, alarmed }) => escapes ?? alarmed);
    expect(told).toEqual(wrong.map(({ profile }) => profile));
  }
  expect(
    rows.find(({ profile, beside }) => profile === 'neighbour-spoofing' && beside === 'side-channels'),
  ).toMatchObject({ flagged: 4, days: 4 });
});
