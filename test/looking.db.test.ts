// An operation that looks before it writes is, under an Idempotency-Key, one request like every other.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemAsks } from '../src/db/context.ts';
import { invoke } from '../src/interfaces/invoke.ts';
import { answerTraceback } from '../src/robocall/tracebacks/answer.ts';
import { type Desk, deskAt, keyOf, switchRow } from '../src/robocall/tracebacks/desk.example.ts';
import { house, type TestHouse } from './house.ts';

let home: TestHouse;
let desk: Desk;
beforeAll(async () => {
  home = await house();
  desk = await deskAt(home, {});
  await desk.bring('Master.csv', [
    switchRow(1, '2026-11-18 09:00:00', '12025550199', '13035550000'),
    switchRow(2, '2026-11-18 10:02:13', '12025550143', '13035550120'),
    switchRow(3, '2026-11-19 09:00:00', '12025550199', '13035550000'),
  ]);
});
afterAll(() => home.close());

const ask = (name: string, input: object, key: string) =>
  invoke(
    home.connections,
    name,
    { ...systemAsks(desk.carrier.id, 'test', Date.now()), actor: desk.noor },
    { input, key },
  );

it('Asked twice it is answered and put on record once', async () => {
  const tracebackId = await desk.arrived('2026-11-20T15:00:00Z', {});
  const first = await ask('tracebacks.search', { tracebackId }, 'search-1');
  expect(first).toMatchObject({ candidates: [{ callKey: keyOf(2) }] });
  expect(await ask('tracebacks.search', { tracebackId }, 'search-1')).toEqual(first);
  const readings = await desk.carrier.look(({ tx }) =>
    tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'calls.read').execute(),
  );
  expect(readings.filter(({ body }) => String(body).includes(tracebackId))).toHaveLength(2);
});

it('Asked again when what it looked at has gone on, it gives its first answer; another request under the key is refused', async () => {
  const tracebackId = await desk.arrived('2026-11-20T15:00:00Z', {});
  const answer = { outcome: 'absent', because: 'Another account', gap: null };
  const first = await ask('tracebacks.prepare', { tracebackId, answer }, 'prepare-1');
  await desk.carrier.run(desk.noor, answerTraceback, { tracebackId, how: 'portal', reference: 'TB-1' });
  expect(await ask('tracebacks.prepare', { tracebackId, answer }, 'prepare-1')).toEqual(first);
  await expect(ask('tracebacks.prepare', { tracebackId, answer }, 'prepare-2')).rejects.toThrow(/It is answered/);
  const other = { ...answer, because: 'Yet another' };
  await expect(ask('tracebacks.prepare', { tracebackId, answer: other }, 'prepare-1')).rejects.toMatchObject({
    type: 'key-reused',
  });
});
