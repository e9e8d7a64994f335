// What a search finds beyond the plain match: what only the gate kept, what was forwarded, and what each look leaves on record.
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { coverageAt } from './coverage.ts';
import { type Desk, deskAt, gateLine, keptByGate, keyOf, switchRow } from './desk.example.ts';
import { prepareTraceback } from './prepare.ts';
import { searchTraceback } from './search.ts';

let home: TestHouse;
let desk: Desk;
let group = '';
const received = '2026-11-20T15:00:00Z';
const other = { called: '+1 720 555 0111', calling: '+1 720 555 0122' };

beforeAll(async () => {
  home = await house();
  desk = await deskAt(home, {});
  await desk.bring('Master.csv', [
    switchRow(1, '2026-11-18 09:00:00', '12025550199', '13035550000'),
    switchRow(2, '2026-11-18 10:02:13', '12025550143', '13035550120'),
    // the number that was called rings out to a mobile
    switchRow(3, '2026-11-18 10:30:00', '17205550122', '15155550100'),
    switchRow(4, '2026-11-18 10:30:03', '15155550100', '17205550111'),
    switchRow(5, '2026-11-19 09:00:00', '12025550199', '13035550000'),
  ]);
  group = await keptByGate(desk.carrier, '2026-11-18T15:02:13Z', [
    gateLine(keyOf(2), '2026-11-18T15:02:13Z', {}),
    gateLine('only-here@sbc', '2026-11-18T16:00:01Z', { from: '(720) 555-0133', to: ['720-555-0144'] }),
    gateLine('refused@sbc', '2026-11-18T16:00:02Z', { from: '+17205550133', to: ['+17205550144'], carry: false }),
    gateLine('moved@sbc', '2026-11-18T17:00:00Z', {
      from: '+17205550155',
      to: ['+17205550166'],
      diverted: '+15155550100',
    }),
  ]);
});
afterAll(() => home.close());

const search = async (more: object) => {
  const { carrier, noor, arrived } = desk;
  return carrier.run(noor, searchTraceback, { tracebackId: await arrived(received, more) });
};

describe('A search', () => {
  it('finds what only the gate kept, whatever form the numbers have there, and nothing that it refused', async () => {
    const { candidates } = await search({
      called: '+17205550144',
      calling: '+17205550133',
      at: '2026-11-18T16:00:00Z',
    });
    expect(candidates).toMatchObject([
      { ref: `gate.${group}.1`, source: 'gate', callKey: 'only-here@sbc', trunk: 'trunk-7', attest: 'A' },
    ]);
  });

  it('tells a call that a switch and the gate both recorded once', async () => {
    const { candidates } = await search({});
    expect(candidates).toMatchObject([{ source: 'calls', callKey: keyOf(2), secondsOff: 0 }]);
  });

  it('joins the legs of a forwarded call, though neither has both numbers', async () => {
    const { candidates } = await search({ ...other, at: '2026-11-18T15:30:00Z' });
    expect(candidates.map(({ callKey }) => callKey)).toEqual([keyOf(3), keyOf(4)]);
    expect(candidates[1]?.reason).toMatch(/a leg of a forwarded call/);
    expect(candidates[1]).toMatchObject({ from: '+15155550100', to: '+17205550111' });
  });

  it('shows who forwarded a call that the gate carried', async () => {
    const asks = { called: '+17205550166', calling: '+17205550155', at: '2026-11-18T17:00:00Z' };
    expect((await search(asks)).candidates).toMatchObject([{ diverted: '+15155550100' }]);
  });

  it('finds a call by its called number alone, and one whose numbers stand the other way round', async () => {
    const alone = await search({ calling: null });
    expect(alone.candidates[0]).toMatchObject({ callKey: keyOf(2), reason: expect.stringMatching(/names no caller/) });
    const turned = await search({ called: '+12025550143', calling: '+13035550120' });
    expect(turned.candidates[0]).toMatchObject({ reason: expect.stringMatching(/the other way round/) });
  });

  it('finds a call of the day before, as where the date was mistaken', async () => {
    const { candidates } = await search({ at: '2026-11-19T15:02:00Z' });
    expect(candidates[0]).toMatchObject({ callKey: keyOf(2), reason: expect.stringMatching(/whole day earlier/) });
  });

  it('says of each source what it holds of that hour; what was purged at the gate is a gap', async () => {
    const before = await search({});
    expect(before.coverage).toMatchObject({
      complete: true,
      sources: [
        { kind: 'calls', name: 'fs1', state: 'held' },
        { kind: 'gate', state: 'held' },
      ],
    });
    const old = await keptByGate(desk.carrier, '2026-11-18T19:00:00Z', [gateLine('x', '2026-11-18T19:00:00Z', {})]);
    await desk.carrier.look(({ tx }) =>
      tx.updateTable('gateGroup').set({ lines: null }).where('id', '=', old).execute(),
    );
    const { coverage, keptUntil } = await search({ at: '2026-11-18T19:00:00Z' });
    expect(keptUntil).toEqual({ calls: '2028-05-18', gate: '2028-11-18' });
    expect(coverage).toMatchObject({ complete: false, sources: [{ state: 'held' }, { kind: 'gate', state: 'gap' }] });
  });

  it('counts what the gate answered and no database took yet as a gap, on whatever day it is asked', async () => {
    const folder = join(home.connections.dataFolder, 'gate');
    await mkdir(folder, { recursive: true });
    const waits = join(folder, 'unkept-1.ndjson');
    await writeFile(waits, '{}\n');
    const since = Math.round((await stat(waits)).birthtimeMs);
    for (const at of [since, since - 2 * 3_600_000])
      await keptByGate(desk.carrier, new Date(at).toISOString(), [gateLine('y', new Date(at).toISOString(), {})]);
    const coverage = (at: number) => desk.carrier.look((ctx) => coverageAt(ctx, at));
    const later = await coverage(since);
    expect(later.sources.find(({ kind }) => kind === 'gate')).toMatchObject({
      state: 'gap',
      why: expect.stringMatching(/wait to be put on record/),
    });
    const before = await coverage(since - 2 * 3_600_000);
    expect(before.sources.find(({ kind }) => kind === 'gate')).toMatchObject({ state: 'held' });
    await rm(waits);
    expect((await coverage(since)).sources.find(({ kind }) => kind === 'gate')).toMatchObject({ state: 'held' });
  });

  it('says how far it looked: an hour where the call is found, and the whole day for a proof that it is not there', async () => {
    const tracebackId = await desk.arrived(received, {});
    const looked = await desk.carrier.run(desk.noor, searchTraceback, { tracebackId });
    expect(looked.terms[0]).toBe('both numbers, in any form: an hour to each side, where it was found');
    const answer = { outcome: 'absent' as const, because: 'It is not the one: its account differs', gap: 'none known' };
    const { sheet } = await desk.carrier.run(desk.noor, prepareTraceback, { tracebackId, answer });
    expect(sheet.absent?.terms[0]).toMatch(/an hour to each side, then a day/);
    const readings = await desk.carrier.look(({ tx }) =>
      tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'calls.read').orderBy('id').execute(),
    );
    expect(JSON.parse(String(readings.at(-1)?.body)).facts).toMatchObject({ from: '2026-11-17T14:57:13.000Z' });
  });

  it('is on record with its purpose and the request behind it, and nothing of what was looked for', async () => {
    const tracebackId = await desk.arrived(received, {});
    await desk.carrier.run(desk.noor, searchTraceback, { tracebackId });
    const entries = await desk.carrier.look(({ tx }) =>
      tx.selectFrom('ledgerEntry').select(['subject', 'body']).where('kind', '=', 'calls.read').execute(),
    );
    const mine = entries.filter(({ body }) => String(body).includes(tracebackId));
    expect(mine.map(({ subject }) => subject).sort()).toEqual(['call-records', 'gate-calls']);
    for (const { body } of mine) {
      expect(JSON.parse(String(body)).facts).toMatchObject({
        purpose: 'traceback',
        reason: `traceback:${tracebackId}`,
      });
      expect(String(body)).not.toMatch(/5550143|5550120/);
    }
  });
});
