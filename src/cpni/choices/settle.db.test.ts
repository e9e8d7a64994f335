import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { settleSpool } from '../../interfaces/jobs/settle-spool.ts';
import { randomIds } from '../../kernel/id.ts';
import { approvalStatus } from '../approvals/choose.ts';
import { closeIncident } from '../opt-out-channels/close-incident.ts';
import { listIncidents } from '../opt-out-channels/incidents.ts';
import { hashOfCode } from './code.ts';
import { choiceHistory } from './history.ts';
import { type SpooledAttempt, spool, spooled, unspool } from './spool.ts';

let home: TestHouse;
let prairie: Choosing;
let lakes: Choosing;

const at = (instant: string) => Date.parse(instant);

const attempt = (by: SpooledAttempt['by'], triedAt: string, changes: Partial<SpooledAttempt> = {}): SpooledAttempt => ({
  id: randomIds(at(triedAt))(),
  kind: 'web',
  mechanism: 'opt-out',
  language: 'en',
  triedAt: at(triedAt),
  by,
  ...changes,
});

const byCode = (code: string): SpooledAttempt['by'] => ({ codeHash: hashOfCode(code).toString('hex') });

const incidents = async ({ carrier, staff }: Choosing) => (await carrier.run(staff.carla, listIncidents, {})).items;

const refusedAsOf = async ({ carrier, staff }: Choosing, customerId: string, instant: string) =>
  (
    await carrier.run(staff.carla, approvalStatus, {
      customerId,
      cpni: 'call-detail',
      recipient: 'self',
      purpose: 'market',
      at: instant,
    })
  ).refusal;

beforeAll(async () => {
  home = await house();
  const clock = at('2026-10-01T15:00:00Z');
  prairie = await choosing(await home.carrier({ clock }), {});
  lakes = await choosing(
    await home.carrier({ name: 'Prairie Voice South LLC', shortName: 'Prairie Voice', clock }),
    {},
  );
  for (const one of [prairie, lakes])
    await one.channel({ kind: 'web', name: 'choice page', free: true, alwaysOpen: true, hours: '24/7' });
  for (const { carrier } of [prairie, lakes]) await carrier.at('2026-11-23T15:00:00Z');
});
afterAll(() => home.close());

describe('A no that could not be written', () => {
  it('is a no as of the moment it was made, once the database answers again', async () => {
    const { id, code } = await prairie.customer('A-1', '2026-09-15');
    await spool(home.dataFolder, attempt(byCode(code), '2026-11-23T12:00:00Z'));
    await settleSpool(home.connections);
    expect(await spooled(home.dataFolder)).toEqual([]);
    expect(await refusedAsOf(prairie, id, '2026-11-23T11:59:59.999Z')).toBe('none');
    expect(await refusedAsOf(prairie, id, '2026-11-23T12:00:00Z')).toBe('stands');
    const { items } = await prairie.carrier.run(prairie.staff.agnes, choiceHistory, { customerId: id });
    expect(items).toMatchObject([{ choice: 'no', method: 'web', at: '2026-11-23T06:00:00-06:00' }]);
  });

  it('is settled once, also when it is replayed again after a crash', async () => {
    const { id, code } = await prairie.customer('A-2', '2026-09-15');
    const tried = attempt(byCode(code), '2026-11-23T12:10:00Z');
    for (let run = 0; run < 3; run += 1) {
      await spool(home.dataFolder, tried);
      await settleSpool(home.connections);
    }
    expect((await prairie.carrier.run(prairie.staff.agnes, choiceHistory, { customerId: id })).items).toHaveLength(1);
  });

  it('opens an incident at the second in a row, with the letter due on the fifth business day, and each further one is counted', async () => {
    const [incident] = await incidents(prairie);
    expect(incident).toMatchObject({ mechanism: 'opt-out', channel: 'web', attempts: 2, closedAt: null });
    expect(incident?.lostFrom).toBe('2026-11-23T06:00:00-06:00');
    expect(incident?.letter.due).toBe('2026-12-01');
    const { code } = await prairie.customer('A-3', '2026-09-15');
    await spool(home.dataFolder, attempt(byCode(code), '2026-11-23T12:20:00Z'));
    await settleSpool(home.connections);
    expect((await incidents(prairie))[0]?.attempts).toBe(3);
    const { items } = await prairie.carrier.run(prairie.staff.carla, listTasks, {});
    expect(items.map(({ kind }) => kind)).toContain('channel-failure');
  });

  it('is nobody else’s incident', async () => {
    expect(await incidents(lakes)).toEqual([]);
    const { code } = await lakes.customer('A-1', '2026-09-15');
    await spool(home.dataFolder, attempt(byCode(code), '2026-11-23T12:00:00Z'));
    await settleSpool(home.connections);
    // one failure is not yet two in a row
    expect(await incidents(lakes)).toEqual([]);
    expect(await incidents(prairie)).toHaveLength(1);
  });

  it('by a code that never was is forgotten; by somebody who cannot be found it becomes a task', async () => {
    await spool(home.dataFolder, attempt(byCode('K7QF-29XM-0TB4-HN8W'), '2026-11-23T12:00:00Z'));
    const nobody = { carrierId: prairie.carrier.id, customerId: null, versionId: null };
    await spool(home.dataFolder, attempt(nobody, '2026-11-23T12:30:00Z', { kind: 'phone' }));
    await settleSpool(home.connections);
    expect(await spooled(home.dataFolder)).toEqual([]);
    const { items } = await prairie.carrier.run(prairie.staff.carla, listTasks, {});
    expect(items.filter(({ kind }) => kind === 'unknown-refusal')).toHaveLength(1);
  });

  it('that is refused though the database answers is told once an hour and kept, and keeps no other waiting', async () => {
    const stranger = { carrierId: prairie.carrier.id, customerId: prairie.carrier.id, versionId: null };
    const refused = attempt(stranger, '2026-11-23T12:32:00Z');
    await spool(home.dataFolder, refused);
    await expect(settleSpool(home.connections)).rejects.toThrow();
    const { id, code } = await prairie.customer('A-5', '2026-09-15');
    await spool(home.dataFolder, attempt(byCode(code), '2026-11-23T12:34:00Z'));
    await settleSpool(home.connections);
    expect(await refusedAsOf(prairie, id, '2026-11-23T12:34:00Z')).toBe('stands');
    expect(await spooled(home.dataFolder)).toEqual([refused]);
    await expect(settleSpool(home.connections, Date.now() + 3_600_000)).rejects.toThrow();
    await unspool(home.dataFolder, refused.id);
  });

  it('as a yes is never made up', async () => {
    const { id } = await prairie.customer('A-4', '2026-09-15');
    const person = { carrierId: prairie.carrier.id, customerId: id, versionId: prairie.versionId };
    await spool(home.dataFolder, attempt(person, '2026-11-23T12:40:00Z', { mechanism: 'opt-in' }));
    await settleSpool(home.connections);
    expect((await prairie.carrier.run(prairie.staff.agnes, choiceHistory, { customerId: id })).items).toEqual([]);
  });

  it('is closed by a person, as an anomaly with its reason', async () => {
    const [incident] = await incidents(prairie);
    await prairie.carrier.run(prairie.staff.carla, closeIncident, {
      incidentId: incident?.id ?? '',
      lostUntil: '2026-11-23T13:00:00Z',
      remedy: 'A disk of one server was full for twenty minutes; all three choices were replayed from the spool',
      repair: 'recovered',
      extent: 'anomaly',
    });
    expect((await incidents(prairie))[0]).toMatchObject({ extent: 'anomaly', repair: 'recovered' });
  });
});

describe('A no beside a file that is cut', () => {
  it('is kept back by no other whose file cannot be read, which is kept and told', async () => {
    const { id, code } = await prairie.customer('A-9', '2026-09-15');
    const cut = join(home.dataFolder, 'attempts', '00000000-0000-7000-8000-000000000000.json');
    writeFileSync(cut, '{"id":');
    await spool(home.dataFolder, attempt(byCode(code), '2026-11-23T11:00:00Z'));
    await expect(settleSpool(home.connections)).rejects.toThrow();
    expect(await refusedAsOf(prairie, id, '2026-11-23T11:00:00Z')).toBe('stands');
    expect(existsSync(cut)).toBe(true);
    rmSync(cut);
  });
});
