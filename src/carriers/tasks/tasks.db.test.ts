import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { closeTask } from './close.ts';
import { listTasks } from './list.ts';
import { openTask, type TaskWanted } from './open.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let sofia: Staff;
let agnes: Staff;
let carla: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
  sofia = await prairie.person('Sofia Reyes', 'supervisor');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  carla = await prairie.person('Carla Stein', 'compliance');
});
afterAll(() => home.close());

const reading = (key: string): TaskWanted => ({
  kind: 'doubtful-reply',
  subject: 'customer:17',
  why: 'The reply says yes and no.',
  role: 'supervisor',
  dueAt: Date.parse('2026-06-03T22:00:00Z'),
  key,
});
const opened = (key: string) => prairie.look((ctx) => openTask(ctx, reading(key)));

describe('A task', () => {
  test('stands open until a person of its role closes it with an outcome, once', async () => {
    const taskId = await opened('one');
    const [listed] = (await prairie.run(agnes, listTasks, { role: 'supervisor' })).items;
    expect(listed).toMatchObject({ id: taskId, due: '2026-06-03T17:00:00-05:00', closed: null });
    const done = { taskId, outcome: 'done', note: 'Called: she wants no offers; recorded.' } as const;
    await expect(prairie.run(agnes, closeTask, done)).rejects.toThrow(/for the role supervisor/);
    expect(await prairie.run(sofia, closeTask, done)).toMatchObject({ outcome: 'done', closer: 'Sofia Reyes' });
    await expect(prairie.run(carla, closeTask, done)).rejects.toThrow(/closed already as done/);
    expect((await prairie.run(agnes, listTasks, {})).items).toEqual([]);
    expect((await prairie.run(agnes, listTasks, { state: 'closed' })).items).toHaveLength(1);
  });

  test('wanted twice while open is one; wanted again after it was closed is another', async () => {
    const first = await opened('two');
    expect(await opened('two')).toBe(first);
    await prairie.run(carla, closeTask, { taskId: first, outcome: 'not-needed', note: 'A test of ours.' });
    expect(await opened('two')).not.toBe(first);
  });

  test('is closed by no machine, its note is no evidence, and another carrier sees none', async () => {
    const taskId = await opened('three');
    const robot = prairie.machine('mail reader', 'supervisor');
    const done = { taskId, outcome: 'done', note: 'Spoke with her son.' } as const;
    await expect(prairie.run(robot, closeTask, done)).rejects.toThrow(/need a person/);
    await prairie.run(sofia, closeTask, done);
    const entries = await prairie.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select(['kind', 'body']).where('subject', '=', `task:${taskId}`).execute(),
    );
    expect(entries.map(({ kind }) => kind).toSorted()).toEqual(['task.closed', 'task.opened']);
    expect(entries.map(({ body }) => body).join()).not.toContain('her son');
    const lena = await lakes.person('Lena Fox', 'supervisor');
    expect((await lakes.run(lena, listTasks, {})).items).toEqual([]);
    await expect(lakes.run(lena, closeTask, done)).rejects.toThrow(/no such task/);
  });

  test('lists page by page, each once', async () => {
    for (let n = 0; n < 5; n += 1) await opened(`page ${n}`);
    const first = await prairie.run(agnes, listTasks, { limit: 3 });
    const rest = await prairie.run(agnes, listTasks, { cursor: first.next ?? '' });
    const ids = [...first.items, ...rest.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([rest.next, rest.count]).toEqual([null, null]);
  });

  test('says how many there are in all, and which are of the roles of whoever asks', async () => {
    const everyones = await prairie.run(agnes, listTasks, { limit: 1 });
    expect([everyones.items.length, (everyones.count ?? 0) > 4]).toEqual([1, true]);
    expect(await prairie.run(agnes, listTasks, { whose: 'mine', limit: 1 })).toEqual({
      items: [],
      next: null,
      count: 0,
    });
    const hers = await prairie.run(sofia, listTasks, { whose: 'mine', limit: 1 });
    expect([hers.items.map(({ role }) => role), hers.count]).toEqual([['supervisor'], everyones.count]);
  });
});
