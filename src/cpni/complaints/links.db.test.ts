import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { listClocks } from '../../carriers/obligations/list-clocks.ts';
import { openTask } from '../../carriers/tasks/open.ts';
import { openCase } from '../../personnel/discipline.ts';
import { recordBreach } from '../breaches/enter.ts';
import { complaintDues, setOpenDays } from './dues.ts';
import { enterComplaint } from './enter.ts';
import { complaintFromReply } from './from-reply.ts';
import { linkComplaint, listLinks, unlinkComplaint } from './link.ts';
import { resolveComplaint } from './resolve.ts';
import { addSource } from './sources.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let carla: Staff;
let agnes: Staff;
let lena: Staff;
let complaintId: string;
let sourceId: string;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-02T15:00:00Z') });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2026-03-02T15:00:00Z') });
  carla = await prairie.person('Carla Byrne', 'compliance');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  lena = await lakes.person('Lena Fox', 'compliance');
  const source = { name: 'replies', kind: 'email', fromDay: '2026-01-01' } as const;
  sourceId = (await prairie.run(carla, addSource, { ...source, feeds: ['complaints'] })).id;
  const complaint = { category: 'other', receivedOn: '2026-03-01', summary: 'Somebody knew too much.' } as const;
  complaintId = (await prairie.run(agnes, enterComplaint, { sourceId, ...complaint })).id;
});
afterAll(() => home.close());

const clocks = async () => JSON.stringify(await prairie.run(carla, listClocks([complaintDues]), {}));

describe('A complaint that stays open', () => {
  it('is due thirty days after it came, or as the carrier sets, until it is resolved', async () => {
    expect(await clocks()).toMatch(/2026-03-31/);
    await expect(prairie.run(agnes, setOpenDays, { openDays: 10 })).rejects.toThrow(/one of the roles/);
    await prairie.run(carla, setOpenDays, { openDays: 10 });
    expect(await clocks()).toMatch(/2026-03-11/);
  });
});

describe('A link of a complaint', () => {
  it('shows from both sides, once, and not at another carrier', async () => {
    const breach = await prairie.run(carla, recordBreach, {
      discoveredAt: '2026-03-01T09:00:00-06:00',
      intentional: 'unknown',
      cpni: ['billing'],
      customers: 1,
      circumstances: 'A bill was read out.',
    });
    const violation = { personId: agnes.id, happenedOn: '2026-03-01', violation: 'Read out a bill.' };
    const opened = await prairie.run(carla, openCase, violation);
    const first = { complaintId, about: 'breach', aboutId: breach.id } as const;
    const link = await prairie.run(carla, linkComplaint, first);
    await prairie.run(carla, linkComplaint, { complaintId, about: 'discipline-case', aboutId: opened.id });
    await expect(prairie.run(carla, linkComplaint, first)).rejects.toThrow(/linked already/);
    await expect(prairie.run(carla, linkComplaint, { ...first, aboutId: opened.id })).rejects.toThrow(/no such breach/);
    await expect(lakes.run(lena, linkComplaint, first)).rejects.toThrow(/no such complaint/);
    await expect(prairie.run(agnes, listLinks, {})).rejects.toThrow(/one of the roles/);
    const sides = async (of: string) => (await prairie.run(carla, listLinks, { of })).items.map(({ about }) => about);
    expect(await sides(complaintId)).toEqual(['breach', 'discipline-case']);
    expect(await sides(breach.id)).toEqual(['breach']);
    expect(await sides(opened.id)).toEqual(['discipline-case']);
    expect((await lakes.run(lena, listLinks, {})).items).toEqual([]);
    await prairie.run(carla, unlinkComplaint, { linkId: link.id, reason: 'It was another breach.' });
    expect(await sides(breach.id)).toEqual([]);
  });
});

describe('A reply that may be a complaint', () => {
  it('becomes one by a person, once, and closes its task; another task does not', async () => {
    const returnedId = await prairie.look(async (ctx) => {
      const id = ctx.id();
      await ctx.tx
        .insertInto('returnedMail')
        .values({
          id,
          hash: 'f'.repeat(64),
          via: 'upload',
          raw: null,
          recipients: [],
          receivedAt: Date.parse('2026-03-02T05:59:00Z'),
          recordedAt: ctx.at,
          reading: null,
          status: null,
          matched: null,
          customerId: null,
          deliveryId: null,
          readAt: null,
        })
        .execute();
      return id;
    });
    const wanted = {
      subject: `returned-mail:${returnedId}`,
      why: 'It may be a complaint.',
      role: 'compliance',
    } as const;
    const task = (kind: string) =>
      prairie.look((ctx) => openTask(ctx, { kind, ...wanted, dueAt: null, key: returnedId }));
    const said = { sourceId, category: 'other', summary: 'His bill was read to another.' } as const;
    const taskId = await task('possible-complaint');
    await expect(prairie.run(agnes, complaintFromReply, { taskId, ...said })).rejects.toThrow(/one of the roles/);
    await expect(lakes.run(lena, complaintFromReply, { taskId, ...said })).rejects.toThrow(/no such task/);
    const entered = await prairie.run(carla, complaintFromReply, { taskId, ...said });
    expect(entered.receivedOn).toBe('2026-03-01');
    await expect(prairie.run(carla, complaintFromReply, { taskId, ...said })).rejects.toThrow();
    const other = await task('doubtful-reply');
    await expect(prairie.run(carla, complaintFromReply, { taskId: other, ...said })).rejects.toThrow(/not about/);
    for (const id of [complaintId, entered.id])
      await prairie.run(carla, resolveComplaint, { complaintId: id, disposition: 'founded', resolution: 'Done.' });
    expect(await clocks()).not.toMatch(/complaint-open/);
  });
});
