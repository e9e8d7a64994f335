import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type Choosing, choosing } from '../../../../test/choosing.ts';
import { house, type TestHouse } from '../../../../test/house.ts';
import { mailSettingsAt } from '../../../../test/mail.ts';
import { noOutside } from '../../../../test/outside.ts';
import { configureMail } from '../../../carriers/mail/settings.ts';
import { listTasks } from '../../../carriers/tasks/list.ts';
import { systemAsks, workOf } from '../../../db/context.ts';
import { textOf } from '../../../documents/read-pdf.ts';
import { figuresOf } from '../../../filings/certification/figures.ts';
import { server } from '../../../interfaces/http/server.ts';
import { visit } from '../../../outside/visit.ts';
import { closeIncident } from '../../opt-out-channels/close-incident.ts';
import { listIncidents } from '../../opt-out-channels/incidents.ts';
import { printLetter, showLetter, writeLetter } from '../../opt-out-channels/letter.ts';
import { acknowledgeChannel, listChecks, watchChannel } from '../../opt-out-channels/watch.ts';
import { openLine } from '../telephone/lines.ts';
import { probeChannels } from './probe.ts';

let home: TestHouse;
let app: FastifyInstance;
let broken: FastifyInstance;
let base: string;
let brokenBase: string;
let prairie: Choosing;
let lakes: Choosing;
let web: string;
let phone: string;
const secret = '0123456789abcdef0123';

/** The monitor's job once, as the worker does it: prepared, done, recorded. */
const monitor = async ({ carrier }: Choosing, publicUrl: string | null): Promise<number> => {
  const plan = await carrier.look((ctx) => probeChannels.prepare(ctx, {}));
  if (plan === null) return 0;
  const came = await probeChannels.reach({ ...noOutside, visit, publicUrl }, plan);
  await carrier.look((ctx) => probeChannels.run(ctx, plan, came));
  return plan.probes.length;
};

const checks = async ({ carrier, staff }: Choosing, channelId: string) =>
  (await carrier.run(staff.carla, listChecks, { channelId })).items;
const incidents = async ({ carrier, staff }: Choosing) => (await carrier.run(staff.carla, listIncidents, {})).items;

beforeAll(async () => {
  home = await house();
  const clock = Date.parse('2026-11-23T14:00:00Z');
  prairie = await choosing(await home.carrier({ clock }), {});
  lakes = await choosing(
    await home.carrier({ name: 'Prairie Voice South LLC', shortName: 'Prairie Voice', clock }),
    {},
  );
  const always = { free: true, alwaysOpen: true, hours: '24 hours, 7 days', watchMinutes: 60 };
  web = await prairie.channel({ kind: 'web', name: 'choice page', ...always });
  phone = await prairie.channel({ kind: 'phone', name: 'toll-free line', ...always });
  const line = { channelId: phone, dialect: 'twilio', people: '+18005550100', secret } as const;
  await prairie.carrier.run(prairie.staff.carla, openLine, line);
  await lakes.channel({ kind: 'web', name: 'choice page', ...always });
  app = await server(home.connections);
  base = await app.listen({ port: 0, host: '127.0.0.1' });
  broken = await server({ ...home.connections, app: home.connections.app.withSchema('nowhere') });
  brokenBase = await broken.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await broken.close();
  await home.close();
});

describe('The health monitor', () => {
  it('says no by page and telephone as a customer would, sees that it stands, and waits for its term', async () => {
    expect(await monitor(prairie, base)).toBe(2);
    for (const channel of [web, phone])
      expect(await checks(prairie, channel)).toMatchObject([
        { outcome: 'works', source: 'probe', mechanism: 'opt-out' },
      ]);
    await prairie.carrier.at('2026-11-23T14:59:59Z');
    expect(await monitor(prairie, base)).toBe(0);
    await prairie.carrier.at('2026-11-23T15:00:00Z');
    expect(await monitor(prairie, base)).toBe(2);
    expect(await incidents(prairie)).toEqual([]);
  });

  it('by the jambonz dialect too', async () => {
    const channelId = await lakes.channel({
      kind: 'phone',
      name: 'line',
      free: true,
      alwaysOpen: true,
      hours: '24/7',
      watchMinutes: 60,
    });
    await lakes.carrier.run(lakes.staff.carla, openLine, {
      channelId,
      dialect: 'jambonz',
      people: '+18005550100',
      secret,
    });
    expect(await monitor(lakes, base)).toBe(2);
    expect(await checks(lakes, channelId)).toMatchObject([{ outcome: 'works' }]);
  });

  it('has a customer of its own for each channel, of whom no figure of the year and no list knows', async () => {
    const figures = await prairie.carrier.look((ctx) => figuresOf(ctx, 2026));
    expect(figures.refusals).toBe(0);
    const probes = await prairie.carrier.look((ctx) =>
      ctx.tx
        .selectFrom('probeCustomer')
        .innerJoin('customer', 'customer.id', 'probeCustomer.customerId')
        .select(['leftAt', 'subscribes'])
        .execute(),
    );
    const own = { leftAt: Date.parse('2026-11-23T14:00:00Z'), subscribes: 0 };
    expect(probes).toEqual([own, own]);
  });

  it('opens an incident at the second failure in a row, not at the first, and not another while it is open', async () => {
    await prairie.carrier.at('2026-11-23T16:00:00Z');
    await monitor(prairie, brokenBase);
    expect(await incidents(prairie)).toEqual([]);
    await prairie.carrier.at('2026-11-23T17:00:00Z');
    await monitor(prairie, base);
    expect(await incidents(prairie)).toEqual([]);
    for (const hour of ['18', '19']) {
      await prairie.carrier.at(`2026-11-23T${hour}:00:00Z`);
      await monitor(prairie, brokenBase);
    }
    const open = await incidents(prairie);
    expect(open.map(({ channel }) => channel).sort()).toEqual(['phone', 'web']);
    const page = open.find(({ channel }) => channel === 'web');
    expect(page).toMatchObject({
      lostFrom: '2026-11-23T11:00:00-06:00',
      detectedAt: '2026-11-23T13:00:00-06:00',
      attempts: 0,
      closedAt: null,
    });
    expect(page?.problem).toMatch(
      /2 checks in a row failed, the latest: the choice page answered 503 \(last seen to work/,
    );
    expect(page?.letter.due).toBe('2026-12-01');
    // a third failure is the same incident
    await prairie.carrier.at('2026-11-23T20:00:00Z');
    await monitor(prairie, brokenBase);
    expect(await incidents(prairie)).toHaveLength(2);
    expect(await incidents(lakes)).toEqual([]);
  });

  it('tells a person when it does not know the address to try, and counts that against no channel', async () => {
    await lakes.carrier.at('2026-11-24T15:00:00Z');
    expect(await monitor(lakes, null)).toBe(2);
    const { items } = await lakes.carrier.run(lakes.staff.carla, listTasks, {});
    expect(items.map(({ kind }) => kind)).toEqual(['monitor-blind']);
    expect(await incidents(lakes)).toEqual([]);
  });

  it('takes the word of people for what comes by mail, and their silence for a failure', async () => {
    const mail = await lakes.channel({
      kind: 'mail',
      name: 'return address',
      free: true,
      alwaysOpen: true,
      hours: 'any',
    });
    const watch = { channelId: mail, watchMinutes: 1440, watchFailures: 2 };
    await lakes.carrier.run(lakes.staff.carla, watchChannel, watch);
    const look = async (at: string) => {
      await lakes.carrier.at(at);
      await lakes.carrier.look((ctx) => probeChannels.prepare(ctx, {}));
    };
    await look('2026-11-25T14:59:59Z');
    expect(await checks(lakes, mail)).toEqual([]);
    await lakes.carrier.run(lakes.staff.agnes, acknowledgeChannel, {
      channelId: mail,
      mechanism: 'opt-out',
      outcome: 'works',
      why: 'the post of Tuesday was opened: three forms',
    });
    await look('2026-11-26T14:59:59Z');
    expect(await incidents(lakes)).toEqual([]);
    await look('2026-11-27T14:59:59Z');
    expect((await incidents(lakes)).map(({ channel }) => channel)).toEqual(['mail']);
  });
});

describe('What is answered elsewhere', () => {
  it('is people’s to say: a telephone without a line of ours, a page of another host; ours is tried under its address', async () => {
    const north = await choosing(
      await home.carrier({ name: 'Prairie Voice North LLC', clock: Date.parse('2026-11-23T14:00:00Z') }),
      {},
    );
    const { carrier, staff } = north;
    await carrier.run(staff.carla, configureMail, mailSettingsAt(25));
    const watched = { free: true, alwaysOpen: true, hours: '24/7', watchMinutes: 60, watchFailures: 1 };
    const desk = await north.channel({ kind: 'phone', name: 'people at a telephone', ...watched });
    const portal = { address: 'https://my.prairievoice.example/privacy', ...watched };
    const elsewhere = await north.channel({ kind: 'web', name: 'portal', ...portal });
    // what it can try itself is tried every hour, also where nobody has said how often; people are asked only where somebody has
    const { watchMinutes: _every, ...unsaid } = watched;
    const ours = { address: 'choice.prairievoice.example/choice', ...unsaid };
    const page = await north.channel({ kind: 'web', name: 'choice page', ...ours });
    const post = await north.channel({ kind: 'mail', name: 'post', ...unsaid });
    expect(await monitor(north, base)).toBe(1);
    expect(await checks(north, page)).toMatchObject([{ outcome: 'works', source: 'probe' }]);
    expect(await monitor(north, base)).toBe(0);
    for (const channelId of [desk, elsewhere]) expect(await checks(north, channelId)).toEqual([]);
    const word = { mechanism: 'opt-out', outcome: 'works', why: 'a test call was taken' } as const;
    await carrier.at('2026-11-23T14:30:00Z');
    await carrier.run(staff.agnes, acknowledgeChannel, { channelId: desk, ...word });
    await carrier.at('2026-11-23T15:29:00Z');
    await monitor(north, base);
    expect((await incidents(north)).map(({ channelId }) => channelId)).toEqual([elsewhere]);
    await carrier.at('2026-11-23T15:30:00Z');
    await monitor(north, base);
    expect((await incidents(north)).map(({ channelId }) => channelId).toSorted()).toEqual([desk, elsewhere].toSorted());
    expect(await checks(north, page)).toHaveLength(2);
    expect(await checks(north, post)).toEqual([]);
  });
});

describe('The letter to the FCC', () => {
  const incidentOfPage = async () => (await incidents(prairie)).find(({ channel }) => channel === 'web')?.id ?? '';
  const parts: Omit<z.input<typeof writeLetter.takes>, 'incidentId'> = {
    dated: '2026-11-30',
    remedy: {
      measures: ['The database account of the page was given back its rights'],
      on: '2026-11-23',
      state: 'done',
    },
    states: [{ commission: 'Iowa Utilities Commission', notifiedOn: '2026-11-25', action: '' }],
    customerNotice: { givenOn: '2026-11-25', text: 'For some hours our choice page did not save what you chose.' },
    contact: { name: 'Carla Stein', telephone: '+1 800 555 0100' },
    signer: { name: 'Olga Frey', title: 'Vice President' },
  };

  it('is prepared from the record, with its gaps named, and not printed while one is left', async () => {
    const incidentId = await incidentOfPage();
    const letter = await prairie.carrier.run(prairie.staff.carla, showLetter, { incidentId });
    expect(letter).toMatchObject({
      dueOn: '2026-12-01',
      mechanisms: ['choice page (web)'],
      gaps: ['dated', 'remedy', 'states', 'customerNotice', 'contact', 'signer'],
    });
    const gap = { incidentId, ...parts, states: null };
    expect((await prairie.carrier.run(prairie.staff.carla, writeLetter, gap)).gaps).toEqual(['states']);
    await expect(prairie.carrier.stream(prairie.staff.carla, printLetter, { incidentId }, '')).rejects.toThrow(
      /gaps: states/,
    );
  });

  it('has all its seven parts once they are known', async () => {
    const incidentId = await incidentOfPage();
    await prairie.carrier.run(prairie.staff.carla, writeLetter, { incidentId, ...parts });
    const reply = await app.inject({ method: 'GET', url: `/v1/channel-incidents/${incidentId}/letter/pdf` });
    expect(reply.statusCode).toBe(401);
    const pdf: Buffer[] = [];
    const work = await workOf(home.connections, systemAsks(prairie.carrier.id, 'test', Date.now()));
    for await (const part of printLetter.stream(work, { incidentId }, (async function* () {})()))
      pdf.push(Buffer.from(part));
    const text = await textOf(new Uint8Array(Buffer.concat(pdf)));
    for (const part of [
      '1. Name of the carrier Prairie Voice LLC',
      'choice page (web)',
      'checks in a row failed',
      'given back its rights',
      'Iowa Utilities Commission',
      'did not save what you chose',
      'Carla Stein',
      'due on December 1, 2026',
    ])
      expect(text).toContain(part);
  });

  it('is not due for what a person closes as an anomaly, with the reason', async () => {
    const line = (await incidents(prairie)).find(({ channel }) => channel === 'phone');
    await prairie.carrier.at('2026-11-24T15:00:00Z');
    await prairie.carrier.run(prairie.staff.carla, closeIncident, {
      incidentId: line?.id ?? '',
      lostUntil: '2026-11-23T20:30:00Z',
      remedy: 'Only the monitor was cut off: its address was that of a test server. No customer called meanwhile.',
      repair: 'nothing-lost',
      extent: 'anomaly',
    });
    expect((await incidents(prairie)).filter(({ closedAt }) => closedAt === null)).toHaveLength(1);
  });
});
