import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { yearPeriod } from '../../carriers/promises/local-time.ts';
import { asJson } from '../../db/context.ts';
import { operations } from '../../operations.ts';
import { pretextingControls } from './controls.ts';

const {
  'pretexting.alerts': listAlerts,
  'pretexting.alerts.settle': settle,
  'pretexting.findings.list': listFindings,
  'pretexting.nil': signNil,
  'tasks.list': listTasks,
  'online.check': check,
} = operations;

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;
let agnes: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  carla = await prairie.person('Carla Stein', 'compliance');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  await prairie.at('2026-01-02T15:00:00Z');
  await prairie.run(carla, operations['sources.add'], {
    name: 'the desk of compliance',
    kind: 'counsel',
    feeds: ['pretexters'],
    fromDay: '2025-12-01',
  });
});
afterAll(() => home.close());

/** Passwords of five accounts tried from one address, which is then locked. */
const attempt = async (from: string): Promise<void> => {
  const portal = prairie.machine('portal', 'portal');
  for (let n = 1; n <= 5; n += 1)
    await prairie.run(portal, check, { login: `guess.${from}.${n}@example.org`, password: 'a guess', origin: from });
};
const alerts = async (year: number) => (await prairie.run(carla, listAlerts, { year })).items;
const control = (year: number) =>
  prairie.look(async (ctx) =>
    pretextingControls.find(({ id }) => id === 'no-pretexter-findings')?.check(ctx, yearPeriod(ctx, year)),
  );
const openTasks = async () => {
  const { items } = await prairie.run(carla, listTasks, { kind: 'pretexting-suspected' });
  return items.length;
};

describe('An alert of pretexting', () => {
  test('is raised with its task, is no finding yet, and its record says why', async () => {
    await prairie.at('2026-06-01T15:00:00Z');
    await attempt('203.0.113.1');
    const [alert, ...others] = await alerts(2026);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ raisedOn: '2026-06-01', settledAt: null, findingId: null, whyNone: null });
    expect(alert?.noticed).toContain('many accounts were tried from one origin');
    expect((await prairie.run(carla, listFindings, { year: 2026 })).items).toEqual([]);
    const [entry] = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('body', 'like', '%pretexting.alerted%').execute(),
    );
    expect(entry?.body).toContain('none yet: a person judges it');
    expect(await control(2026)).toMatchObject({ status: 'untested', counts: { waiting: 1 } });
  });

  test('that waits keeps anybody from signing that nothing is known, and so does the database', async () => {
    await prairie.at('2027-01-10T15:00:00Z');
    const nil = { register: 'pretexters', year: 2026, password: carla.password } as const;
    await expect(prairie.run(carla, signNil, nil)).rejects.toThrow(/1 alerts of pretexting of 2026 wait/);
    const row = {
      register: 'pretexters',
      year: 2026,
      signerId: carla.id,
      signerName: 'Carla Stein',
      holes: [],
    } as const;
    await expect(
      prairie.look((ctx) =>
        ctx.tx
          .insertInto('nilReport')
          .values({ ...row, id: ctx.id(), signedAt: ctx.at, sources: asJson([]), holes: [], supersededAt: null })
          .execute(),
      ),
    ).rejects.toThrow(/waits for a judgement/);
  });

  test('is settled once, by a person of compliance, with the reason why it was none; then the year may be signed', async () => {
    const [alert] = await alerts(2026);
    const alertId = alert?.alertId ?? '';
    const judged = { as: 'no-pretexting', why: 'shared-by-many' } as const;
    await expect(prairie.run(agnes, settle, { alertId, judged })).rejects.toMatchObject({ type: 'not-allowed' });
    const machine = prairie.machine('ticket system', 'compliance');
    await expect(prairie.run(machine, settle, { alertId, judged })).rejects.toMatchObject({ type: 'person-needed' });
    expect(await openTasks()).toBe(1);
    expect(await prairie.run(carla, settle, { alertId, judged })).toMatchObject({
      settledBy: 'Carla Stein',
      findingId: null,
      whyNone: 'shared-by-many',
    });
    expect(await openTasks()).toBe(0);
    await expect(prairie.run(carla, settle, { alertId, judged })).rejects.toThrow(/settled already by Carla Stein/);
    const nil = { register: 'pretexters', year: 2026, password: carla.password } as const;
    expect(await prairie.run(carla, signNil, nil)).toMatchObject({ complete: true });
    expect(await control(2026)).toMatchObject({ status: 'kept' });
  });

  test('that was pretexting becomes a finding of the day on which it was noticed', async () => {
    await prairie.at('2027-03-01T15:00:00Z');
    await attempt('203.0.113.2');
    await prairie.at('2027-03-04T15:00:00Z');
    const [alert] = await alerts(2027);
    const learned = { method: 'Logins guessed from a list of e-mail addresses', steps: 'The address is blocked' };
    const judged = { as: 'pretexting', ...learned } as const;
    const settled = await prairie.run(carla, settle, { alertId: alert?.alertId ?? '', judged });
    const { items } = await prairie.run(carla, listFindings, { year: 2027 });
    expect(items).toEqual([
      { id: settled.findingId, learnedOn: '2027-03-01', knownFrom: 'own-experience', ...learned },
    ]);
    expect(await control(2027)).toMatchObject({ status: 'not kept' });
  });

  test('is one a day about one thing, and one again after it was settled', async () => {
    await prairie.at('2028-05-02T15:00:00Z');
    await attempt('203.0.113.3');
    const portal = prairie.machine('portal', 'portal');
    const { items: locks } = await prairie.run(carla, operations['authentication.locks'], {});
    const lockId = locks.find(({ named }) => named === '203.0.113.3')?.id ?? '';
    const liftedAndTried = async () => {
      await prairie.run(carla, operations['authentication.locks.lift'], { lockId, reason: 'looked-into' });
      const given = { login: 'one.more@example.org', password: 'a guess', origin: '203.0.113.3' };
      await prairie.run(portal, check, given);
    };
    await liftedAndTried();
    expect(await alerts(2028)).toHaveLength(1);
    const [alert] = await alerts(2028);
    const judged = { as: 'no-pretexting', why: 'mistake-of-ours' } as const;
    await prairie.run(carla, settle, { alertId: alert?.alertId ?? '', judged });
    expect(await openTasks()).toBe(0);
  });
});
