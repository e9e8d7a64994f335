// Providers that hand us calls are looked up every day: listed, verified absent, or could not check; never in silence.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { takeIn } from '../../../test/onboarding.ts';
import { openedAccount } from '../../../test/voice-accounts.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { frontDesk } from '../../demo/applicants.ts';
import { operations } from '../../operations.ts';
import { answerQuestionnaire } from '../onboarding/answer.ts';
import { databaseOf, june, providerControl } from './providers.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
const ids: Record<string, string> = {};

const add = async (name: string, frn: string | null, more: object) => {
  const { id } = await prairie.run(noor, operations['providers.add'], {
    name,
    frn,
    kind: 'voice-service-provider',
    direction: 'upstream',
    ...more,
  });
  ids[name] = id;
  return id;
};
const check = () => prairie.run(noor, operations['providers.check'], {});
const standing = async (name: string) =>
  (await prairie.run(noor, operations['providers.list'], {})).items.find((one) => one.name === name);
const tasksOf = async (kind: string) => (await prairie.run(noor, listTasks, { kind })).items;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  noor = await prairie.person('Noor Haddad', 'network', 'onboarding', 'compliance');
  await add('Acme Voice LLC', '0011111111', {});
  await add('Gone Voice LLC', '0022222222', {});
  await add('Nameless Voice LLC', null, { direction: 'both' });
  await add('Quiet Transit LLC', '0044444444', { direction: 'downstream', kind: 'non-gateway-intermediate' });
});
afterAll(() => home.close());

describe('Before any file of the database was taken in', () => {
  it('nobody could be checked: that is said of each, with a task, and is not taken for absent', async () => {
    expect(await check()).toEqual({ listed: 0, absent: 0, unchecked: 4, barred: 4 });
    expect(await standing('Acme Voice LLC')).toMatchObject({
      listing: 'could-not-check',
      checked: { answer: 'could-not-check', why: 'no file of robocall-database was taken in' },
      callsMayBeTaken: { allowed: false, cite: '47 CFR 64.6305(g)(1)' },
    });
    expect(await tasksOf('provider-unchecked')).toHaveLength(4);
    expect(await tasksOf('provider-not-listed')).toEqual([]);
    expect(await tasksOf('provider-list-old')).toMatchObject([{ why: expect.stringMatching(/no provider can be/) }]);
  });
});

describe('With the database of today', () => {
  it('each has one of three answers, and the rule says whose calls may be taken', async () => {
    await prairie.at('2026-06-01T15:01:00Z');
    await takeIn(prairie, noor, 'robocall-database', '2026-06-01', databaseOf('Acme Voice LLC', 'Gone Voice LLC'));
    expect(await check()).toEqual({ listed: 2, absent: 1, unchecked: 1, barred: 2 });
    expect(await standing('Acme Voice LLC')).toMatchObject({
      listing: 'listed',
      checked: { coversOn: '2026-06-01' },
      callsMayBeTaken: { allowed: true },
    });
    expect(await standing('Nameless Voice LLC')).toMatchObject({
      checked: { why: expect.stringMatching(/not known/) },
    });
    expect(await standing('Quiet Transit LLC')).toMatchObject({ listing: 'verified-absent' });
    const [task] = await tasksOf('provider-not-listed');
    expect(task?.why).toMatch(/^Quiet Transit LLC, to which we hand calls: .*Find another way/);
  });

  it('the same twice a day asks no person twice', async () => {
    await check();
    expect(await tasksOf('provider-not-listed')).toHaveLength(1);
  });
});

describe('A provider that disappears from it', () => {
  it('was removed: its calls may not be taken, a person is told to stop them, and nothing is stopped by itself', async () => {
    await prairie.at('2026-06-02T15:00:00Z');
    await takeIn(prairie, noor, 'robocall-database', '2026-06-02', databaseOf('Acme Voice LLC'));
    await check();
    expect(await standing('Gone Voice LLC')).toMatchObject({
      listing: 'removed',
      callsMayBeTaken: { allowed: false, reason: expect.stringMatching(/was removed/) },
      endedAt: null,
    });
    const tasks = await tasksOf('provider-not-listed');
    expect(tasks.find(({ subject }) => subject === `provider:${ids['Gone Voice LLC']}`)?.why).toMatch(
      /64\.6305\(g\)\(1\)\) End it here, which stops its calls but for 911/,
    );
  });

  it('and one that carries another name under its number is nobody we know: could not check', async () => {
    await add('Acme Voice of Texas LLC', '0055555555', {});
    const renamed = databaseOf('Acme Voice LLC')
      .replace('Acme Voice LLC', 'Someone Else LLC')
      .replace('0011111111', '0055555555');
    await takeIn(prairie, noor, 'robocall-database', '2026-06-02', renamed);
    await check();
    expect(await standing('Acme Voice of Texas LLC')).toMatchObject({
      listing: 'could-not-check',
      checked: { why: expect.stringMatching(/another name/) },
    });
  });
});

describe('A file that is not renewed', () => {
  it('leaves the last answers standing; a person is told after a day, and after a week it says nothing of today', async () => {
    await takeIn(prairie, noor, 'robocall-database', '2026-06-02', databaseOf('Acme Voice LLC'));
    await check();
    const { id: taskId } = (await tasksOf('provider-list-old'))[0] ?? { id: '' };
    await prairie.run(noor, operations['tasks.close'], { taskId, outcome: 'done', note: 'Taken in' });
    const on = async (at: string) => {
      await prairie.at(at);
      await check();
      const seen = await standing('Acme Voice LLC');
      return [
        seen?.checked?.answer,
        seen?.listing,
        seen?.callsMayBeTaken.allowed,
        (await tasksOf('provider-list-old')).length,
      ];
    };
    expect(await on('2026-06-03T15:00:00Z')).toEqual(['listed', 'listed', true, 0]);
    expect(await on('2026-06-04T15:00:00Z')).toEqual(['listed', 'listed', true, 1]);
    expect(await on('2026-06-09T15:00:00Z')).toEqual(['listed', 'listed', true, 1]);
    expect(await on('2026-06-10T15:00:00Z')).toEqual(['could-not-check', 'listed', true, 1]);
  });
});

describe('Stopping one', () => {
  it('suspends the account its calls come by at once; another takes its number only after that', async () => {
    const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };
    const { accountId } = await openedAccount(prairie, noor, 'Transit trunk', limits);
    const providerId = await add('Trunk Voice LLC', '0066666666', { accountId });
    await expect(add('Trunk Voice Again LLC', '0066666666', {})).rejects.toMatchObject({ type: 'already-exists' });
    await prairie.run(noor, operations['providers.end'], { providerId, reason: 'Not listed' });
    const { account } = await prairie.run(noor, operations['accounts.show'], { accountId });
    expect(account).toMatchObject({ holds: [{ kind: 'suspended', source: 'provider' }] });
    const entries = await prairie.look(({ tx }) =>
      tx
        .selectFrom('ledgerEntry')
        .select('body')
        .where('kind', 'in', ['provider.ended', 'account.suspended'])
        .execute(),
    );
    expect(entries.length).toBeGreaterThan(1);
    for (const { body } of entries) expect(String(body)).not.toContain('Not listed');
    // no resuming of the account makes it a provider that is listed
    const olga = await prairie.person('Olga Grant', 'officer');
    await expect(
      prairie.run(olga, operations['accounts.resume'], { accountId, reason: 'They asked' }),
    ).rejects.toMatchObject({ type: 'not-allowed', facts: { fix: expect.stringMatching(/providers\.takeAgain/) } });
    await expect(prairie.run(noor, operations['providers.end'], { providerId, reason: 'x' })).rejects.toMatchObject({
      type: 'wrong-state',
    });
    expect(await standing('Trunk Voice LLC')).toBeUndefined();
    await add('Trunk Voice Again LLC', '0066666666', {});
  });

  it('ends when an officer takes it again, and only once the database lists it', async () => {
    const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };
    const { accountId } = await openedAccount(prairie, noor, 'Gone trunk', limits);
    await prairie.run(noor, operations['providers.end'], {
      providerId: ids['Gone Voice LLC'] ?? '',
      reason: 'Removed',
    });
    const gone = await add('Gone Voice LLC', '0022222222', { accountId });
    await prairie.run(noor, operations['providers.end'], { providerId: gone, reason: 'Still not listed' });
    const olga = await prairie.person('Olga Reyes', 'officer');
    const again = () =>
      prairie.run(olga, operations['providers.takeAgain'], { providerId: gone, reason: 'Its filing is back' });
    await expect(
      prairie.run(noor, operations['providers.takeAgain'], { providerId: gone, reason: 'x' }),
    ).rejects.toMatchObject({ type: 'not-allowed' });
    await expect(again()).rejects.toThrow(/64\.6305\(g\)/);
    const day = (await prairie.look(async (ctx) => new Date(ctx.at).toISOString())).slice(0, 10);
    await takeIn(prairie, noor, 'robocall-database', day, databaseOf('Acme Voice LLC', 'Gone Voice LLC'));
    expect(await again()).toMatchObject({ listing: 'listed', endedAt: null, accountId });
    const { account } = await prairie.run(noor, operations['accounts.show'], { accountId });
    expect(account.holds).toEqual([]);
    await expect(again()).rejects.toMatchObject({ type: 'already-exists' });
  });
});

it('A customer who carries calls of others is asked for until he is on the list', async () => {
  const carrier = await home.carrier({});
  const olga = await carrier.person('Olga Reyes', 'onboarding', 'network', 'compliance');
  const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };
  const answered = async (name: string, carries: 'yes' | 'no') => {
    const account = await openedAccount(carrier, olga, name, limits);
    await carrier.run(olga, answerQuestionnaire, {
      caseId: account.caseId,
      answers: { ...frontDesk, carrier: carries },
    });
    return account.accountId;
  };
  await answered('Harvest Dental', 'no');
  const accountId = await answered('Reseller trunk', 'yes');
  await carrier.run(olga, operations['providers.check'], {});
  const asked = async () => (await carrier.run(olga, listTasks, { kind: 'provider-not-registered' })).items;
  expect(await asked()).toMatchObject([{ subject: `voice-account:${accountId}`, role: 'network' }]);
  await carrier.run(olga, operations['providers.add'], {
    name: 'Reseller LLC',
    frn: '0077777777',
    kind: 'voice-service-provider',
    direction: 'upstream',
    accountId,
  });
  const [task] = await asked();
  const closed = { taskId: task?.id ?? '', outcome: 'done', note: 'Added' } as const;
  await carrier.run(olga, operations['tasks.close'], closed);
  await carrier.run(olga, operations['providers.check'], {});
  expect(await asked()).toEqual([]);
});

describe('The control', () => {
  it.each([
    ['a day after the look', '2026-06-03T15:00:00Z', 'kept'],
    ['a second later', '2026-06-03T15:00:01Z', 'not kept'],
  ])('of calls still taken %s that did not find it (%s) is %s', async (_, at, status) => {
    const carrier = await home.carrier({});
    const nils = await carrier.person('Nils Berg', 'network', 'compliance');
    const { id: providerId } = await carrier.run(nils, operations['providers.add'], {
      name: 'Gone Voice LLC',
      frn: '0022222222',
      kind: 'voice-service-provider',
      direction: 'upstream',
    });
    await carrier.at('2026-06-02T15:00:00Z');
    await takeIn(carrier, nils, 'robocall-database', '2026-06-01', databaseOf('Acme Voice LLC'));
    await carrier.run(nils, operations['providers.check'], {});
    await carrier.at(at);
    await carrier.run(nils, operations['providers.end'], { providerId, reason: 'Not listed' });
    expect((await providerControl(carrier, june)).status).toBe(status);
  });

  it('is kept by a look each day, untested where a day is missing or there is no provider', async () => {
    const carrier = await home.carrier({});
    const nils = await carrier.person('Nils Berg', 'network', 'compliance');
    expect(await providerControl(carrier, june)).toMatchObject({
      status: 'untested',
      because: expect.stringMatching(/no provider/),
    });
    await carrier.run(nils, operations['providers.add'], {
      name: 'Acme Voice LLC',
      frn: '0011111111',
      kind: 'voice-service-provider',
      direction: 'both',
    });
    for (const day of ['01', '02', '03', '04']) {
      await carrier.at(`2026-06-${day}T15:00:00Z`);
      await takeIn(carrier, nils, 'robocall-database', `2026-06-${day}`, databaseOf('Acme Voice LLC'));
      await carrier.run(nils, operations['providers.check'], {});
    }
    expect((await providerControl(carrier, june)).status).toBe('kept');
    await carrier.at('2026-06-07T15:00:00Z');
    expect(await providerControl(carrier, june)).toMatchObject({
      status: 'untested',
      because: expect.stringMatching(/not looked up on every day: on 2 days there was no look, and on 0/),
    });
    // a look without a file of the time is none: the last answer stands, and is no look of that day
    await carrier.at('2026-06-20T15:00:00Z');
    await carrier.run(nils, operations['providers.check'], {});
    await carrier.at('2026-06-21T15:00:00Z');
    expect(await providerControl(carrier, june)).toMatchObject({
      status: 'untested',
      counts: { missed: 15, unchecked: 1 },
    });
  });

  it('is not mended by a listing that comes back: a breach that healed was one', async () => {
    const carrier = await home.carrier({});
    const nils = await carrier.person('Nils Berg', 'network', 'compliance');
    await carrier.run(nils, operations['providers.add'], {
      name: 'Gone Voice LLC',
      frn: '0022222222',
      kind: 'voice-service-provider',
      direction: 'upstream',
    });
    const look = async (day: string, ...names: readonly string[]) => {
      await carrier.at(`2026-06-${day}T15:00:00Z`);
      await takeIn(carrier, nils, 'robocall-database', `2026-06-${day}`, databaseOf(...names));
      await carrier.run(nils, operations['providers.check'], {});
    };
    await look('02', 'Acme Voice LLC');
    await look('03', 'Acme Voice LLC');
    await look('04', 'Acme Voice LLC', 'Gone Voice LLC');
    expect(await providerControl(carrier, june)).toMatchObject({ status: 'not kept', counts: { taken: 1 } });
    await carrier.at('2026-08-01T15:00:00Z');
    const july = { from: june.until, until: Date.parse('2026-08-01T05:00:00Z') };
    expect(await providerControl(carrier, july)).toMatchObject({ status: 'untested', counts: { taken: 0 } });
  });
});
