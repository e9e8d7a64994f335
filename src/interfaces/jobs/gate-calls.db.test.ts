// The gate's calls of every carrier are handed over to its call records, whatever is wrong with another's.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gateLine } from '../../../test/gate.ts';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { listCallFiles } from '../../robocall/traffic/calls/files.ts';
import { addCallSource } from '../../robocall/traffic/calls/sources.ts';
import { takeGates } from './gate-calls.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

const noon = Date.parse('2026-03-10T17:00:00Z');

/** A carrier whose gate answered a call on March 10. */
const withGate = async (name: string, lines: string): Promise<TestCarrier> => {
  const carrier = await home.carrier({ name, shortName: name, clock: Date.parse('2026-03-11T15:00:00Z') });
  const noor = await carrier.person('Noor Haddad', 'network');
  await carrier.run(noor, addCallSource, { name: 'our gate', format: 'gate' });
  await carrier.look(async (ctx) => {
    const counts = { calls: 1, refused: 0, emergency: 0, signedA: null, signedB: null, signedC: null, unsigned: null };
    const linesHash = createHash('sha256').update(lines).digest('hex');
    const times = { fromAt: noon, untilAt: noon + 1000 };
    await ctx.tx
      .insertInto('gateGroup')
      .values({ id: ctx.id(), ...times, ...counts, lines, linesHash, entryId: ctx.id() })
      .execute();
  });
  return carrier;
};
const filesOf = async (carrier: TestCarrier) =>
  (await carrier.run(await carrier.person('Nils Berg', 'network'), listCallFiles, {})).items.map(({ state }) => state);

it('A group that cannot be read stops its own carrier only, and the operator is told', async () => {
  const broken = await withGate('Broken', '{"at":');
  const whole = await withGate('Whole', gateLine({ at: noon, call: 'a@pbx', from: '+12025550143' }));
  const complaints: string[] = [];
  await takeGates(home.connections, (line) => complaints.push(line));
  expect(await filesOf(whole)).toEqual(['kept']);
  expect(complaints).toEqual([expect.stringContaining(broken.id)]);
  expect(complaints.join()).not.toContain('2025550143');
});
