// Files of the do-not-call registry and of reassigned numbers: taken in by hash and day, and what they say of a day's calls.
import { existsSync, readdirSync, readlinkSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { noOutside } from '../../../../test/outside.ts';
import { accountOf, rightTo } from '../../../../test/voice-accounts.ts';
import { workAll } from '../../../../test/work.ts';
import { systemAsks, workOf } from '../../../db/context.ts';
import { frontDesk } from '../../../demo/applicants.ts';
import { operations } from '../../../operations.ts';
import { call, lineOf } from '../metrics/calls.example.ts';
import { importCalledList } from './import.ts';
import { readLine } from './read-line.ts';
import { tidyLists } from './tidy.ts';
import { listsFor, pathOf } from './which.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;

/** Numbers without an order: who dials one after the other is suspicious for that. */
const line = (n: number): number => 4_200_000 + ((n * 7919) % 100_003);

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-01T15:00:00Z') });
  noor = await prairie.person('Noor Haddad', 'network', 'onboarding');
  const accountId = await accountOf(prairie, { name: 'Acme Dental', callerIdPolicy: 'own-only' });
  await rightTo(prairie, accountId, 12_025_550_143, true);
  const { caseId } = await prairie.look(({ tx }) =>
    tx.selectFrom('voiceAccount').select('caseId').where('id', '=', accountId).executeTakeFirstOrThrow(),
  );
  const answers = { ...frontDesk, callTypes: ['sales' as const] };
  await prairie.run(noor, operations['onboarding.answer'], { caseId, answers });
  const { id: sourceId } = await prairie.run(noor, operations['callSources.add'], {
    name: 'switch',
    format: 'canonical',
  });
  await prairie.run(noor, operations['callAccounts.set'], { accountRef: 'acme', accountId });
  // two hundred calls to Colorado, a hundred to New York
  const calls = Array.from({ length: 300 }, (_, n) =>
    call({ at: n * 60, to: n < 200 ? `+1303${line(n)}` : `+1212${line(n)}`, talk: 150 }),
  );
  await prairie.at('2026-03-11T15:00:00Z');
  const text = calls.map((one, n) => `${lineOf(one, n)}\n`).join('');
  await prairie.stream(noor, operations['callFiles.import'], { sourceId, name: 'x' }, text);
});
afterAll(() => home.close());

type Kind = 'do-not-call' | 'reassigned';
const take = async (kind: Kind, publishedOn: string, text: string) =>
  JSON.parse(await prairie.stream(noor, operations['calledLists.import'], { kind, publishedOn }, text));

const asked = { purpose: 'fraud-investigation', reason: 'a test', day: '2026-03-10' } as const;
const reasons = async (): Promise<{ code: string; why: string; calls: string[] }[]> => {
  const [first = ''] = (await prairie.stream(noor, operations['traffic.score'], asked, '')).split('\n');
  return JSON.parse(first).reasons;
};
const colorado = (count: number, more: readonly string[]): string =>
  [...Array.from({ length: count }, (_, n) => `303${line(n)}`), ...more, '3039990000'].join('\r\n');

describe('A line of a list', () => {
  it('is ten digits in any writing, beside its area code or with a 1 before; what is none is null', () => {
    const read = (line: string) => readLine['do-not-call'](line)?.number ?? null;
    for (const line of ['3034200001', '303,4200001', '(303) 420-0001', '13034200001'])
      expect(read(line)).toBe(13_034_200_001);
    for (const line of ['', '4200001', '1034200001', 'Phone number', '303420000112']) expect(read(line)).toBe(null);
  });

  it('of reassigned numbers says yes, no or no data; one that says nothing is null', () => {
    const read = (line: string) => readLine.reassigned(line)?.answer ?? null;
    expect(
      ['3034200001,2026-01-01,yes', '3034200001;NO', '"3034200001","no data"', '3034200001\tNo_Data'].map(read),
    ).toEqual([...['yes', 'no', 'no-data', 'no-data']]);
    expect(['number,date,answer', '3034200001', '3034200001,maybe'].map(read)).toEqual([null, null, null]);
  });
});

describe('A file of the registry', () => {
  it('is taken in once by hash and day, each number once, with what could not be read', async () => {
    const text = colorado(60, ['3034200000', 'a line']);
    const first = await take('do-not-call', '2026-03-01', text);
    expect(first).toMatchObject({ numbers: 61, unread: 1, areaCodes: [303], outcome: 'recorded' });
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await take('do-not-call', '2026-03-01', text)).toMatchObject({ id: first.id, outcome: 'known' });
    await expect(take('do-not-call', '2026-03-01', 'nothing\n')).rejects.toThrow(/No line of the file/);
    await expect(take('do-not-call', '2026-04-01', text)).rejects.toThrow(/future/);
  });

  it('makes a reason with counts and sample calls, of the area codes that it has, for who declared that he sells', async () => {
    const found = (await reasons()).find(({ code }) => code === 'do-not-call-hits');
    expect(found?.why).toMatch(
      /^60 of 200 calls to area codes of the list went to numbers on the do-not-call registry \(30/,
    );
    expect(found?.calls).toHaveLength(3);
  });

  it('gives way to a newer one of its area code; one from after the day says nothing of it', async () => {
    await take('do-not-call', '2026-03-09', colorado(20, []));
    await take('do-not-call', '2026-03-11', colorado(200, []));
    const found = (await reasons()).find(({ code }) => code === 'do-not-call-hits');
    expect(found?.why).toMatch(/^20 of 200 /);
    const lists = await prairie.look((ctx) => listsFor(ctx, Date.parse('2026-03-10') / 86_400_000));
    expect(lists.doNotCall.map(({ areaCodes }) => areaCodes)).toEqual([[303]]);
  });

  it('whose numbers are not on this disk is left out and said to be, and is whole again when it is taken in again', async () => {
    const newest = (await prairie.run(noor, operations['calledLists.list'], {})).items.find(
      ({ publishedOn }) => publishedOn === '2026-03-09',
    );
    const path = pathOf({ dataFolder: home.dataFolder, carrier: { id: prairie.id } }, newest?.id ?? '');
    rmSync(path);
    const { items } = await prairie.run(noor, operations['calledLists.list'], {});
    expect(items.map(({ publishedOn, onDisk }) => [publishedOn, onDisk])).toContainEqual(['2026-03-09', 'no']);
    expect((await reasons()).find(({ code }) => code === 'do-not-call-hits')?.why).toMatch(/^60 of 200 /);
    expect(await take('do-not-call', '2026-03-09', colorado(20, []))).toMatchObject({ outcome: 'known' });
    expect(existsSync(path)).toBe(true);
  });
});

describe('A list that comes after days were scored', () => {
  let lakes: TestCarrier;
  let lena: Staff;
  const shown = async () =>
    lakes.look(({ tx }) => tx.selectFrom('trafficDay').select(['day', 'reasons']).orderBy('day').execute());
  const withReason = async (code: string) =>
    (await shown()).filter(({ reasons: of }) => of.some((one) => one.code === code)).map(({ day }) => day);
  const alerts = () => lakes.look(({ tx }) => tx.selectFrom('trafficAlert').select(['id', 'day']).execute());
  const give = async (publishedOn: string, text: string) =>
    JSON.parse(await lakes.stream(lena, operations['calledLists.import'], { kind: 'do-not-call', publishedOn }, text));

  beforeAll(async () => {
    lakes = await home.carrier({ name: 'Lakes Voice LLC', shortName: 'Lakes' });
    lena = await lakes.person('Lena Park', 'network', 'onboarding', 'compliance');
    await lakes.at('2026-03-01T15:00:00Z');
    const accountId = await accountOf(lakes, { name: 'Acme Dental', callerIdPolicy: 'own-only' });
    await rightTo(lakes, accountId, 12_025_550_143, true);
    const { caseId } = await lakes.look(({ tx }) =>
      tx.selectFrom('voiceAccount').select('caseId').where('id', '=', accountId).executeTakeFirstOrThrow(),
    );
    const answers = { ...frontDesk, callTypes: ['sales' as const] };
    await lakes.run(lena, operations['onboarding.answer'], { caseId, answers });
    const { id: sourceId } = await lakes.run(lena, operations['callSources.add'], {
      name: 'switch',
      format: 'canonical',
    });
    await lakes.run(lena, operations['callAccounts.set'], { accountRef: 'acme', accountId });
    await lakes.at('2026-03-13T15:00:00Z');
    // the same on three days, and on the second a blast of numbers that are nobody's
    const calls = [0, 86_400, 172_800].flatMap((from) => [
      ...Array.from({ length: 200 }, (_, n) => call({ at: from + n * 60, to: `+1303${line(n)}`, talk: 150 })),
      ...Array.from({ length: from === 86_400 ? 200 : 0 }, (_, n) =>
        call({ account: 'trunk-9', at: from + n * 20, to: `+1303${line(n)}`, talk: 4, from: `+1415${3_000_000 + n}` }),
      ),
    ]);
    const text = calls.map((one, n) => `${lineOf(one, n)}\n`).join('');
    await lakes.stream(lena, operations['callFiles.import'], { sourceId, name: 'x' }, text);
    await lakes.run(lena, operations['traffic.watch'], {});
    await workAll(home, noOutside);
  });

  it('has those scored again that it speaks of, once, and raises no alert twice', async () => {
    expect((await shown()).length).toBe(4);
    expect(await withReason('do-not-call-hits')).toEqual([]);
    const before = await alerts();
    expect(before.map(({ day }) => day)).toEqual(['2026-03-11']);
    const text = colorado(60, []);
    await give('2026-03-11', text);
    await give('2026-03-11', text);
    await lakes.at('2026-03-13T16:10:00Z');
    const done = await workAll(home, noOutside);
    expect(done.filter((name) => name === 'traffic.scoreDay')).toHaveLength(2);
    expect(await withReason('do-not-call-hits')).toEqual(['2026-03-11', '2026-03-12']);
    expect(await alerts()).toEqual(before);
    // the same file again says nothing new
    await give('2026-03-11', text);
    await lakes.at('2026-03-13T17:10:00Z');
    expect(await workAll(home, noOutside)).not.toContain('traffic.scoreDay');
  });

  it('leaves alone the days of which a newer one of its area codes speaks', async () => {
    await give('2026-03-10', colorado(50, []));
    await lakes.at('2026-03-13T18:10:00Z');
    const done = await workAll(home, noOutside);
    expect(done.filter((name) => name === 'traffic.scoreDay')).toHaveLength(1);
    expect(await withReason('do-not-call-hits')).toEqual(['2026-03-10', '2026-03-11', '2026-03-12']);
  });

  it('opens no task of old days whose alert was raised when they were new', async () => {
    await lakes.at('2026-05-20T15:00:00Z');
    await give('2026-03-11', colorado(70, []));
    await lakes.at('2026-05-20T16:10:00Z');
    const done = await workAll(home, noOutside);
    expect(done.filter((name) => name === 'traffic.scoreDay')).toHaveLength(2);
    expect(await alerts()).toHaveLength(1);
    expect((await lakes.run(lena, operations['tasks.list'], { kind: 'old-traffic-suspicious' })).items).toEqual([]);
  });
});

describe('On this disk', () => {
  const work = () => workOf(home.connections, systemAsks(prairie.id, 'test', Date.parse('2026-03-11T15:00:00Z')));
  const place = { dataFolder: '', carrier: { id: '' } };
  const folder = () => dirname(pathOf({ ...place, dataFolder: home.dataFolder, carrier: { id: prairie.id } }, 'x'));

  it('nothing stays of an upload that broke off, nor any open file', async () => {
    const broken = async function* () {
      yield Buffer.from('3034200001\r\n'.repeat(20_000));
      throw new Error('the line went dead');
    };
    const asked = { kind: 'do-not-call', publishedOn: '2026-03-02' } as const;
    const upload = async () => {
      for await (const _ of importCalledList.stream(await work(), asked, broken()));
    };
    await expect(upload()).rejects.toThrow(/went dead/);
    expect(readdirSync(folder()).filter((name) => !name.endsWith('.parquet'))).toEqual([]);
    const open = readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return [];
      }
    });
    expect(open.filter((path) => path.startsWith(folder()))).toEqual([]);
  });

  it('the same file sent twice at once lies once, and both are told of it', async () => {
    const text = colorado(500, []);
    const both = await Promise.all([take('do-not-call', '2026-03-03', text), take('do-not-call', '2026-03-03', text)]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['known', 'recorded']);
    expect(both[0].id).toBe(both[1].id);
  });

  it('lists that no day asks for any more go, and what an import left that was killed; those that count stay', async () => {
    const old = new Date('2026-03-01T00:00:00Z');
    // one that a newer one of its area code replaced before any day that is still scored, and one that no day may miss
    const replaced = await take('do-not-call', '2024-01-01', colorado(5, []));
    const last = await take('do-not-call', '2024-06-01', colorado(6, []));
    const left = join(folder(), 'killed.making');
    writeFileSync(left, 'x');
    const young = join(folder(), 'young.lines');
    writeFileSync(young, 'x');
    const now = Date.now();
    for (const name of readdirSync(folder())) if (name !== 'young.lines') utimesSync(join(folder(), name), old, old);
    const before = readdirSync(folder());
    expect(await tidyLists(await work(), home.dataFolder, now)).toBe(2);
    const gone = before.filter((name) => !readdirSync(folder()).includes(name));
    expect(gone.toSorted()).toEqual(['killed.making', `${replaced.id}.parquet`].toSorted());
    expect(readdirSync(folder())).toContain(`${last.id}.parquet`);
    expect((await reasons()).find(({ code }) => code === 'do-not-call-hits')?.why).toMatch(/^20 of 200 /);
    rmSync(young);
  });
});

describe('Answers of the reassigned numbers database', () => {
  it('count of the numbers that were asked about; no data counts as not asked', async () => {
    const lines = Array.from(
      { length: 100 },
      (_, n) => `212${line(200 + n)},2026-01-01,${n < 30 ? 'yes' : n < 90 ? 'no' : 'no data'}`,
    );
    const taken = await take('reassigned', '2026-03-11', ['number,date,answer', ...lines].join('\n'));
    expect(taken).toMatchObject({ numbers: 90, reassigned: 30, noData: 10, unread: 1 });
    const found = (await reasons()).find(({ code }) => code === 'reassigned-numbers');
    expect(found?.why).toMatch(/^30 of 90 calls to numbers that were asked about/);
  });

  it('and the registry together put no day before a person: what has consent may be called', async () => {
    const { score } = JSON.parse(
      (await prairie.stream(noor, operations['traffic.score'], asked, '')).split('\n')[0] ?? '',
    );
    expect(score).toBeLessThan(0.5);
  });

  it('of one carrier say nothing to another', async () => {
    const harbor = await home.carrier({});
    const hana = await harbor.person('Hana Ito', 'network');
    expect((await harbor.run(hana, operations['calledLists.list'], {})).items).toEqual([]);
  });
});
