// `compline traffic score`: files in, a line a key and day out, each reason in words with counts and calls that show it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, type ExampleCall, lineOf, unanswered } from '../metrics/calls.example.ts';
import { scoreTool } from './score-tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'compline-score-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scored = z.object({
  key: z.string(),
  account: z.string(),
  day: z.string(),
  score: z.number(),
  flagged: z.boolean(),
  reasons: z.array(
    z.object({
      code: z.string(),
      value: z.number(),
      threshold: z.number(),
      why: z.string(),
      calls: z.array(z.string()),
    }),
  ),
});

type Given = {
  readonly calls: readonly ExampleCall[];
  readonly accounts: readonly object[];
  readonly numbers: readonly object[];
  readonly more: readonly string[];
};

const file = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
};
const objects = (name: string, rows: readonly object[]): string =>
  file(
    name,
    rows.map((row) => JSON.stringify(row)),
  );

const run = async (args: readonly string[]) => {
  let out = '';
  const complaints: string[] = [];
  const status = await scoreTool(args, {
    input: (async function* () {})(),
    write: async (chunk) => {
      out += chunk;
    },
    complain: (line) => void complaints.push(line),
  });
  const lines = out.trim() === '' ? [] : out.trim().split('\n');
  return { status, lines: lines.map((line) => scored.parse(JSON.parse(line))), complaints };
};

const score = ({ calls, accounts, numbers, more }: Given) =>
  run([
    '--cdr',
    file('calls.ndjson', calls.map(lineOf)),
    '--accounts',
    objects('accounts.ndjson', accounts),
    '--numbers',
    objects('numbers.ndjson', numbers),
    ...more,
  ]);

const acme = {
  account: 'acme',
  since: '2025-01-01',
  declared: { use: 'business conversation', perDay: 500, peakCps: 2 },
};
const number = { number: '+12025550143', account: 'acme', since: '2025-01-01', until: null };
const to = (n: number): string => `+1303${String(4_000_000 + n * 7919).slice(0, 7)}`;
const office = Array.from({ length: 120 }, (_, n) => call({ at: n * 60, to: to(n), talk: n % 3 === 0 ? 40 : 200 }));
const blast = Array.from({ length: 400 }, (_, n) =>
  call({ at: n * 20, to: to(n), talk: 4, from: `+1415${3_000_000 + n}` }),
);

describe('A day', () => {
  it('of an office that calls its customers from its own number gives no reason', async () => {
    const { status, lines } = await score({ calls: office, accounts: [acme], numbers: [number], more: [] });
    expect(status).toBe(0);
    expect(lines).toEqual([{ key: 'acme', account: 'acme', day: '2026-03-10', score: 0, flagged: false, reasons: [] }]);
  });

  it('of short calls that show four hundred numbers of nobody is flagged, with counts in words and calls that show it', async () => {
    const { lines } = await score({ calls: blast, accounts: [acme], numbers: [number], more: [] });
    const [day] = lines;
    expect(day).toMatchObject({ flagged: true, score: 1 });
    const reason = day?.reasons.find(({ code }) => code === 'caller-id-not-authorized');
    expect(reason?.why).toBe(
      "400 calls of 400 showed 400 numbers that the account has no right to (0 of them another account's)",
    );
    expect(reason?.calls).toEqual(['call-0', 'call-1', 'call-2']);
    expect(day?.reasons.map(({ code }) => code)).toContain('under-fifteen-seconds');
  });

  it('of the zone is another day than of UTC', async () => {
    const late = [call({ at: 14 * 3600 })];
    const day = async (...more: string[]) =>
      (await score({ calls: late, accounts: [acme], numbers: [number], more })).lines.map((line) => line.day);
    expect([await day(), await day('--zone', 'America/New_York')]).toEqual([['2026-03-11'], ['2026-03-10']]);
  });
});

it('Hundreds of calls to 911, 933 and 988 are no suspicion, and no line', async () => {
  const calls = ['911', '933', '988'].flatMap((help, at) =>
    Array.from({ length: 300 }, (_, n) => call({ at: at * 1000 + n, to: help, talk: 3 })),
  );
  expect((await score({ calls, accounts: [acme], numbers: [number], more: [] })).lines).toEqual([]);
});

it('What is usual for the declared use is no reason: reminders are short, conversation is not', async () => {
  const reminders = Array.from({ length: 300 }, (_, n) => call({ at: n * 30, to: to(n), talk: 9 + (n % 20) }));
  const as = async (use: string) => {
    const accounts = [{ ...acme, declared: { use, perDay: 500, peakCps: 2 } }];
    const [day] = (await score({ calls: reminders, accounts, numbers: [number], more: [] })).lines;
    return day?.reasons.map(({ code }) => code);
  };
  expect(await as('appointment reminders')).toEqual([]);
  expect(await as('business conversation')).toContain('no-conversations');
});

it('A day unlike the days before is told: calls abroad in hours in which the account never called', async () => {
  const days = Array.from({ length: 6 }, (_, day) =>
    office.map((one) => ({ ...one, at: one.at - (day + 1) * 86_400 })),
  ).flat();
  const night = Array.from({ length: 200 }, (_, n) =>
    call({ at: 9 * 3600 + n * 30, to: `+37190012${1000 + n * 37}`, talk: 240 }),
  );
  const { lines } = await score({ calls: [...days, ...night], accounts: [acme], numbers: [number], more: [] });
  expect(lines.slice(0, -1).every(({ reasons }) => reasons.length === 0)).toBe(true);
  const codes = lines.at(-1)?.reasons.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['destinations-changed', 'hours-changed']));
});

it('A traceback of one call and complaints about the account’s numbers stand among the reasons; what no call answers to is told', async () => {
  const complaints = objects('complaints.ndjson', [
    ...Array.from({ length: 4 }, () => ({ number: '+12025550143', at: '2026-03-11' })),
    { number: '+12025559999', at: '2026-03-11' },
  ]);
  const asked = { calledNumber: to(3), callingNumber: '+12025550143', at: '2026-03-10T08:03:00-04:00' };
  const tracebacks = objects('tracebacks.ndjson', [asked]);
  const more = ['--complaints', complaints, '--tracebacks', tracebacks];
  const { lines, complaints: told } = await score({ calls: office, accounts: [acme], numbers: [number], more });
  const why = (code: string) => lines[0]?.reasons.find((one) => one.code === code)?.why;
  expect(why('traceback')).toBe('1 traceback of calls of this account, one of this day (call call-3)');
  expect(why('complaints')).toMatch(/^4 complaints of 1 number of the account, on 120 calls of these days;/);
  expect(told).toEqual(['1 complaints are of numbers that no call of these records showed']);
});

it('Complaints and tracebacks of the account as a whole are no reasons against one address of it', async () => {
  const [few, many] = ['198.51.100.1', '198.51.100.2'];
  const calls = office.map((one, n) => ({ ...one, address: n % 5 === 0 ? few : many }));
  const complaints = objects(
    'complaints.ndjson',
    Array.from({ length: 4 }, () => ({ number: '+12025550143', at: '2026-03-11' })),
  );
  const asked = { calledNumber: to(3), callingNumber: '+12025550143', at: '2026-03-10T08:03:00-04:00' };
  const more = ['--complaints', complaints, '--tracebacks', objects('tracebacks.ndjson', [asked])];
  const by = async (level: string) => {
    const given = { calls, accounts: [acme], numbers: [number], more: [...more, '--by', level] };
    return (await score(given)).lines.map(({ key, reasons }) => [key, reasons.map(({ code }) => code)]);
  };
  expect(await by('sub-account')).toEqual([
    [few, []],
    [many, []],
  ]);
  expect(await by('account')).toEqual([['acme', ['traceback', 'complaints']]]);
  expect(await by('number')).toEqual([['+12025550143', ['traceback', 'complaints']]]);
});

it('Calls outside of hours are counted on their day, and shown by calls outside of hours, not by short ones', async () => {
  const night = Array.from({ length: 60 }, (_, n) => call({ at: n * 60 - 6 * 3600, to: to(n), talk: 200 }));
  const short = Array.from({ length: 60 }, (_, n) => call({ at: n * 60 + 3600, to: to(n + 60), talk: 5 }));
  const accounts = [{ ...acme, declared: { use: 'sales', perDay: 500, peakCps: 2 } }];
  const before = [...short, ...night].map((one) => ({ ...one, at: one.at - 86_400 }));
  const { lines } = await score({ calls: [...short, ...night, ...before], accounts, numbers: [number], more: [] });
  const reason = lines.at(-1)?.reasons.find(({ code }) => code === 'outside-hours');
  expect(reason?.calls).toEqual(['call-60', 'call-61', 'call-62']);
  expect(reason?.why).toMatch(/^60 of 120 calls were begun while no state was within 8 a.m. to 9 p.m. \(50/);
});

it('A bad end customer is lost in the whole and found by address: the account is as suspicious as its worst part', async () => {
  const good = Array.from({ length: 600 }, (_, n) =>
    call({ at: n * 20, to: to(n), talk: 180, address: '198.51.100.1' }),
  );
  const bad = Array.from({ length: 150 }, (_, n) =>
    call({ at: n * 60, to: to(n + 900), talk: 3, address: '198.51.100.2' }),
  );
  const given = { calls: [...good, ...bad], accounts: [acme], numbers: [number] };
  const [whole] = (await score({ ...given, more: [] })).lines;
  expect(whole?.reasons[0]?.why).toMatch(/^sub-account 198\.51\.100\.2: /);
  const parts = (await score({ ...given, more: ['--by', 'sub-account'] })).lines;
  expect(parts.map(({ key, flagged }) => [key, flagged])).toEqual([
    ['198.51.100.1', false],
    ['198.51.100.2', true],
  ]);
  const numbers = (await score({ ...given, more: ['--by', 'number'] })).lines;
  expect(numbers.map(({ key }) => key)).toEqual(['+12025550143']);
});

it('The order of the calls does not matter', async () => {
  const given = { accounts: [acme], numbers: [number], more: [] };
  const calls = [...office, unanswered('busy', { at: 9000 })];
  const one = await score({ ...given, calls });
  const keyed = calls.map((each, n) => lineOf(each, n)).reverse();
  const other = await run([
    '--cdr',
    file('back.ndjson', keyed),
    '--accounts',
    join(folder, 'accounts.ndjson'),
    '--numbers',
    join(folder, 'numbers.ndjson'),
  ]);
  expect(other.lines).toEqual(one.lines);
});

it('A line that cannot be read is told with its file and number, and the others are judged: exit 1', async () => {
  const nameless = lineOf(call({ at: 1 }), 1).replace('"account_ref":"acme",', '');
  const cdr = file('bad.ndjson', ['{', lineOf(call({}), 0), '{"account_ref":"acme"}', nameless]);
  const accounts = file('bad-accounts.ndjson', ['{"since":"2025-01-01"}', JSON.stringify(acme)]);
  const numbers = objects('numbers.ndjson', [number]);
  const { status, lines, complaints } = await run(['--cdr', cdr, '--accounts', accounts, '--numbers', numbers]);
  expect([status, lines.length]).toEqual([1, 1]);
  expect(complaints).toEqual([
    `${accounts}:1: 'account' is missing: name the account as the call records do`,
    expect.stringMatching(/bad\.ndjson:1: /),
    expect.stringMatching(/bad\.ndjson:3: /),
    '1 calls name no account: account_ref is missing',
    '4 lines could not be used',
  ]);
});

it.each([
  [[], 'name the file of call records with --cdr'],
  [['--cdr', 'x'], 'name the file of accounts with --accounts'],
  [['--cdr', 'x', '--accounts', 'y'], 'name the file of numbers with --numbers'],
  [['--cdr', 'x', '--accounts', 'y', '--numbers', 'z', '--zone', 'Mars'], '--zone Mars is no zone'],
  [['--cdr', 'x', '--accounts', 'y', '--numbers', 'z', '--by', 'moon'], '--by is one of account, number, sub-account'],
  [['--cdr', join(folder, 'none'), '--accounts', 'y', '--numbers', 'z'], 'no such file'],
])('%j is refused: %s', async (args, why) => {
  const { status, complaints } = await run(args);
  expect([status, complaints[0]]).toEqual([2, expect.stringContaining(why)]);
});
