import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Choosing, choosing } from '../../../../test/choosing.ts';
import { house, type TestHouse } from '../../../../test/house.ts';
import { mailSettingsAt } from '../../../../test/mail.ts';
import { noOutside } from '../../../../test/outside.ts';
import { type MailServer, mailServer } from '../../../../test/smtp.ts';
import { workAll } from '../../../../test/work.ts';
import { figuresOf } from '../../../filings/certification/figures.ts';
import { type Listening, listen } from '../../../interfaces/smtp/listener.ts';
import { operations } from '../../../operations.ts';
import { sendMail } from '../../../outside/mail-out.ts';
import type { Outside } from '../../../outside/outside.ts';
import { probeChannels } from './probe.ts';
import { replyMeans } from './replies.ts';

const { 'channels.checks': listChecks, 'channels.incident.list': listIncidents, 'tasks.list': tasks } = operations;
const { 'mail.configure': configureMail, 'returns.configure': configureReturns } = operations;

let home: TestHouse;
let prairie: Choosing;
let listening: Listening;
let elsewhere: MailServer;
let channelId: string;
const lostAddress = 'no@lost.prairievoice.example';
const outside: Outside = {
  ...noOutside,
  lookUpText: async () => [],
  // what goes to one address is taken, and never seen again
  sendMail: async (server, mails) =>
    mails.some(({ to }) => to === lostAddress)
      ? mails.map(() => ({ outcome: 'accepted', code: '250', at: Date.now() }))
      : sendMail(server, mails),
};

/** The monitor's job once, as the worker does it, then all work that what came in wants. */
const monitor = async (at: string): Promise<number> => {
  await prairie.carrier.at(at);
  const plan = await prairie.carrier.look((ctx) => probeChannels.prepare(ctx, {}));
  if (plan !== null) {
    const came = await probeChannels.reach(outside, plan);
    await prairie.carrier.look((ctx) => probeChannels.run(ctx, plan, came));
  }
  await workAll(home, outside);
  return plan?.probes.length ?? 0;
};
const checks = async () => (await prairie.carrier.run(prairie.staff.carla, listChecks, { channelId })).items;
const incidents = async () => (await prairie.carrier.run(prairie.staff.carla, listIncidents, {})).items;
const mailThrough = (port: number) => prairie.carrier.run(prairie.staff.carla, configureMail, mailSettingsAt(port));

beforeAll(async () => {
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-11-23T14:00:00Z') }), {});
  listening = await listen(home.connections, { host: '127.0.0.1', port: 0, protocol: 'smtp' });
  elsewhere = await mailServer();
  const watch = { free: true, alwaysOpen: true, hours: '24 hours', watchMinutes: 60 };
  channelId = await prairie.channel({ kind: 'email-reply', name: 'replies', ...watch });
  await mailThrough(listening.port);
});
afterAll(async () => {
  await listening.stop();
  await elsewhere.close();
  await home.close();
});

describe('The health monitor and replies by e-mail', () => {
  test('waits for people while nothing that is answered comes in here', async () => {
    expect(await monitor('2026-11-23T14:30:00Z')).toBe(0);
    expect(await checks()).toEqual([]);
  });

  test('knows that a mailbox gets the replies to our notices, and not what goes to any other address', async () => {
    const mailbox = {
      host: 'imap.prairievoice.example',
      port: 993,
      security: 'tls',
      user: 'returns',
      folder: 'INBOX',
    } as const;
    const given = { mailbox: { ...mailbox, password: 'marigold tractor' }, domains: ['no.prairievoice.example'] };
    await prairie.carrier.run(prairie.staff.carla, configureReturns, given);
    const means = await prairie.carrier.look((ctx) => replyMeans(ctx));
    const addresses = [
      null,
      'Stop@reply.prairievoice.example',
      'no@no.prairievoice.example',
      'office@elsewhere.example',
    ];
    expect(addresses.map((address) => means?.comesIn(address))).toEqual([true, true, true, false]);
  });

  test('writes a no to a reply address, which comes in by our own mail server and stands as a refusal', async () => {
    const given = { mailbox: null, domains: ['reply.prairievoice.example'] };
    await prairie.carrier.run(prairie.staff.carla, configureReturns, given);
    expect(await monitor('2026-11-23T14:31:00Z')).toBe(1);
    // sent, not yet seen
    expect(await checks()).toEqual([]);
    expect(await monitor('2026-11-23T14:32:00Z')).toBe(0);
    expect(await checks()).toMatchObject([{ outcome: 'works', source: 'probe', mechanism: 'opt-out' }]);
    const { items } = await prairie.carrier.run(prairie.staff.carla, tasks, {});
    expect(items.filter(({ kind }) => kind.includes('reply') || kind.includes('bounce'))).toEqual([]);
    expect((await prairie.carrier.look((ctx) => figuresOf(ctx, 2026))).refusals).toBe(0);
    const year = { from: '2026-01-01', until: '2026-12-31', by: 'month' } as const;
    expect((await prairie.carrier.run(prairie.staff.carla, operations['approvals.series'], year)).items).toEqual([]);
  });

  test('comes again after its term, with an address of its own', async () => {
    expect(await monitor('2026-11-23T15:31:00Z')).toBe(0);
    expect(await monitor('2026-11-23T15:32:00Z')).toBe(1);
    expect(await monitor('2026-11-23T15:33:00Z')).toBe(0);
    expect((await checks()).map(({ outcome }) => outcome)).toEqual(['works', 'works']);
  });

  test('tries each channel at its own address, and what came by one does not vouch for another', async () => {
    const { carla } = prairie.staff;
    const domains = ['reply.prairievoice.example', 'lost.prairievoice.example'];
    await prairie.carrier.run(carla, configureReturns, { mailbox: null, domains });
    const watch = { free: true, alwaysOpen: true, hours: '24 hours', watchMinutes: 60 };
    const second = await prairie.channel({ kind: 'email-reply', name: 'lost', address: lostAddress, ...watch });
    const elsewhere = { name: 'read by people', address: 'office@elsewhere.example' };
    const read = await prairie.channel({ kind: 'email-reply', ...elsewhere, ...watch });
    const looksAt = async (id: string) => (await prairie.carrier.run(carla, listChecks, { channelId: id })).items;
    expect(await monitor('2026-11-23T15:40:00Z')).toBe(1);
    expect(await monitor('2026-11-23T15:41:00Z')).toBe(0);
    expect(await looksAt(second)).toEqual([]);
    expect(await monitor('2026-11-23T16:34:00Z')).toBe(1);
    expect(await looksAt(second)).toMatchObject([{ outcome: 'failed', source: 'probe' }]);
    expect(await monitor('2026-11-23T16:41:00Z')).toBe(0);
    expect((await checks()).map(({ outcome }) => outcome)).toEqual(['works', 'works', 'works']);
    expect(await looksAt(read)).toMatchObject([{ outcome: 'failed', source: 'staff' }]);
    for (const id of [second, read])
      await prairie.carrier.run(carla, operations['channels.end'], { channelId: id, reason: 'over' });
  });

  test('sees what leaves and never comes back, and what nobody takes; the second failure opens an incident', async () => {
    await mailThrough(elsewhere.port);
    expect(await monitor('2026-11-23T18:00:00Z')).toBe(1);
    expect(elsewhere.received).toHaveLength(1);
    expect(elsewhere.received[0]?.text).toMatch(/Auto-Submitted: no/i);
    // on its way for fifteen minutes, and no second one meanwhile
    expect(await monitor('2026-11-23T18:14:59Z')).toBe(0);
    expect(await checks()).toHaveLength(3);
    await monitor('2026-11-23T18:15:00Z');
    expect((await checks())[0]).toMatchObject({ outcome: 'failed', why: expect.stringMatching(/within 15 minutes/) });
    expect(await incidents()).toEqual([]);
    await elsewhere.state('down');
    expect(await monitor('2026-11-23T19:15:00Z')).toBe(1);
    expect((await checks())[0]).toMatchObject({
      outcome: 'failed',
      why: expect.stringMatching(/did not take a reply/),
    });
    expect(await incidents()).toMatchObject([{ channel: 'email-reply', mechanism: 'opt-out', closedAt: null }]);
  });
});
