// Day and night somebody is called when a request comes; whoever does not take it within fifteen minutes has a backup.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { house, type Staff, type TestHouse } from '../../../test/house.ts';
import { mailSettingsAt } from '../../../test/mail.ts';
import { noOutside } from '../../../test/outside.ts';
import { workAll } from '../../../test/work.ts';
import { configureMail } from '../../carriers/mail/settings.ts';
import type { Mail } from '../../outside/mail-out.ts';
import { acknowledgeTraceback } from './acknowledge.ts';
import { asked, type Desk, deskAt } from './desk.example.ts';
import { onCallControl } from './on-call-control.ts';
import { passOnTraceback } from './pass-on.ts';
import { enterTraceback } from './receive.ts';
import { addTurn, endTurn, listTurns } from './roster.ts';
import { rosterDues } from './roster-dues.ts';
import { showTraceback } from './show.ts';

let home: TestHouse;
let desk: Desk;
let bo: Staff;
let otto: Staff;
let otherNight: Staff;
let mails: Mail[] = [];
const world = {
  ...noOutside,
  lookUpText: async () => [],
  sendMail: async (_server: unknown, sent: readonly Mail[]) => {
    mails.push(...sent);
    return sent.map(() => ({ outcome: 'accepted' as const, code: '250', at: 0 }));
  },
};
const work = () => workAll(home, world);
const at = (instant: string) => desk.carrier.at(instant);
const told = () => mails.map(({ to }) => to.split('.')[0]).sort();

beforeAll(async () => {
  home = await house();
});
beforeEach(async () => {
  desk = await deskAt(home, {});
  bo = await desk.carrier.person('Bo Lind', 'network');
  otto = await desk.carrier.person('Otto Grant', 'officer');
  otherNight = await desk.carrier.person('Ida Moe', 'network');
  mails = [];
});
afterAll(() => home.close());

const turn = (who: Staff, place: 'first' | 'backup', from: string, until: string) =>
  desk.carrier.run(desk.carla, addTurn, { place, personId: who.id, from, until });
const roster = async () => {
  await desk.carrier.run(desk.carla, configureMail, mailSettingsAt(2525));
  await work();
  await turn(desk.noor, 'first', '2026-11-20T00:00:00Z', '2026-12-20T00:00:00Z');
  await turn(bo, 'backup', '2026-11-20T00:00:00Z', '2026-12-20T00:00:00Z');
};
const comes = async (received: string): Promise<string> =>
  (await desk.carrier.run(desk.noor, enterTraceback, { ...asked, received, again: 'open' })).id;
const control = () =>
  desk.carrier.look((ctx) => onCallControl.check(ctx, { from: Date.parse('2026-11-01T00:00:00Z'), until: ctx.at }));

describe('Whoever is called and cannot take it', () => {
  it('passes it on: the backup is called at once, then everybody, and then nobody is left', async () => {
    await roster();
    const tracebackId = await comes('2026-11-20T15:30:00Z');
    await work();
    expect(told()).toEqual(['noor']);
    mails = [];
    expect(await desk.carrier.run(desk.noor, passOnTraceback, { tracebackId })).toMatchObject({ called: 'backup' });
    await work();
    expect(told()).toEqual(['bo']);
    mails = [];
    expect(await desk.carrier.run(bo, passOnTraceback, { tracebackId })).toMatchObject({ called: 'everyone' });
    await work();
    expect(told()).toEqual(['bo', 'ida', 'noor', 'otto']);
    await expect(desk.carrier.run(bo, passOnTraceback, { tracebackId })).rejects.toThrow('called already');
    await work();
  });

  it('does not take it from whoever took it', async () => {
    await roster();
    const tracebackId = await comes('2026-11-20T15:30:00Z');
    await desk.carrier.run(bo, acknowledgeTraceback, { tracebackId });
    await expect(desk.carrier.run(desk.noor, passOnTraceback, { tracebackId })).rejects.toThrow('has taken it');
    await work();
  });
});

describe('A request that comes at night', () => {
  it('calls whoever is first on call, after fifteen minutes the backup, after thirty everybody, each once', async () => {
    await roster();
    await at('2026-11-22T03:00:00Z');
    await comes('2026-11-22T02:58:00Z');
    await work();
    expect(told()).toEqual(['noor']);
    await at('2026-11-22T03:14:59Z');
    await work();
    expect(told()).toEqual(['noor']);
    await at('2026-11-22T03:15:00Z');
    await work();
    expect(told()).toEqual(['bo', 'noor']);
    await at('2026-11-22T03:30:00Z');
    await work();
    await work();
    expect(told()).toEqual(['bo', 'bo', 'ida', 'noor', 'noor', 'otto']);
    expect(await control()).toMatchObject({ status: 'kept' });
    await at('2026-11-22T03:31:00Z');
    expect(await control()).toMatchObject({
      status: 'not kept',
      because: expect.stringMatching(/within half an hour/),
    });
  });

  it('calls nobody else once somebody has taken it, and says until when and why', async () => {
    await roster();
    await at('2026-11-22T03:00:00Z');
    const tracebackId = await comes('2026-11-22T02:58:00Z');
    await work();
    expect(mails[0]?.subject).toBe('A traceback request came.');
    for (const words of [
      'Our promise: 2026-11-22T20:58:00-06:00. Why? 24 hours after it came',
      'The rule: 2026-11-24T08:00:00-06:00 (47 CFR 64.1200(n)(1)). Why?',
      'counts as received at 08:00',
    ])
      expect(mails[0]?.text).toContain(words);
    expect(mails[0]?.text).not.toMatch(/5550120|5550143/);
    await at('2026-11-22T03:10:00Z');
    await desk.carrier.run(desk.noor, acknowledgeTraceback, { tracebackId });
    await at('2026-11-22T03:40:00Z');
    await work();
    expect(told()).toEqual(['noor']);
    expect(await desk.carrier.run(desk.noor, showTraceback, { tracebackId })).toMatchObject({
      taken: '2026-11-21T21:10:00-06:00',
      pages: [{ step: 'arrived', personName: 'Noor Haddad', state: 'accepted' }],
    });
    expect(await control()).toMatchObject({ status: 'kept', counts: { requests: 1, slow: 0 } });
  });

  it('calls who comes on call later, as long as nobody has taken it', async () => {
    await roster();
    await at('2026-12-19T23:50:00Z');
    await turn(otherNight, 'first', '2026-12-20T00:00:00Z', '2026-12-21T00:00:00Z');
    const open = await comes('2026-12-19T23:49:00Z');
    const taken = await comes('2026-12-19T23:49:30Z');
    await desk.carrier.run(desk.noor, acknowledgeTraceback, { tracebackId: taken });
    mails = [];
    await at('2026-12-20T00:21:00Z');
    await work();
    const called = mails.filter(({ to }) => to.startsWith('ida'));
    expect(called.length).toBeGreaterThan(0);
    expect(called.every(({ text }) => text.includes(open))).toBe(true);
  });

  it('reminds both of them before our promise ends, and an officer too', async () => {
    await roster();
    await at('2026-11-22T03:00:00Z');
    const tracebackId = await comes('2026-11-22T02:58:00Z');
    await work();
    await desk.carrier.run(desk.noor, acknowledgeTraceback, { tracebackId });
    mails = [];
    await at('2026-11-23T00:58:00Z');
    await work();
    expect(told()).toEqual(['bo', 'noor', 'otto']);
    expect(mails[0]?.subject).toMatch(/within two hours to keep our promise/);
  });

  it('without a roster calls everybody who could answer, and without a mail server stands as a task', async () => {
    await comes('2026-11-20T15:20:00Z');
    await work();
    expect(mails).toEqual([]);
    const tasks = await desk.carrier.look(({ tx }) =>
      tx.selectFrom('task').select('why').where('kind', '=', 'traceback-page').execute(),
    );
    expect(tasks).toEqual([{ why: expect.stringMatching(/no mail server is entered/) }]);
    expect(await control()).toMatchObject({ status: 'untested' });
  });
});

describe('The roster', () => {
  it('has one person a place, and nobody is his own backup', async () => {
    const [from, until] = ['2026-11-21T00:00:00Z', '2026-11-28T00:00:00Z'] as const;
    await turn(desk.noor, 'first', from, until);
    await expect(turn(bo, 'first', '2026-11-27T23:59:00Z', '2026-12-01T00:00:00Z')).rejects.toThrow(
      /somebody is first/,
    );
    await expect(turn(desk.noor, 'backup', from, until)).rejects.toThrow(/in the other place/);
    await expect(turn(otto, 'backup', from, until)).rejects.toThrow(/may not answer tracebacks/);
    await turn(bo, 'first', until, '2026-12-01T00:00:00Z');
    const { items } = await desk.carrier.run(desk.noor, listTurns, {});
    expect(items.map(({ personName }) => personName)).toEqual(['Noor Haddad', 'Bo Lind']);
  });

  it('that ends within a week is due, and one with a gap is no promise kept', async () => {
    await turn(desk.noor, 'first', '2026-11-20T15:30:00Z', '2026-12-20T00:00:00Z');
    const { id } = await turn(bo, 'backup', '2026-11-20T15:30:00Z', '2026-12-20T00:00:00Z');
    expect(await desk.carrier.look((ctx) => rosterDues(ctx, new Map()))).toEqual([]);
    await at('2026-11-25T18:00:00Z');
    await desk.carrier.run(desk.carla, endTurn, { turnId: id });
    const dues = await desk.carrier.look((ctx) => rosterDues(ctx, new Map()));
    expect(dues.map(({ key }) => key)).toEqual(['on-call:backup']);
    await at('2026-11-25T19:00:00Z');
    expect(await control()).toMatchObject({
      status: 'not kept',
      because: 'from 2026-11-25 on nobody was the backup on call',
    });
  });
});
