// "None found" is an answer only after a look: for every number of a demand, over all of its time, in records without a gap, that held nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { callsOfMarch, type Desk, deskOf, enterIt } from './legal-requests.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let desk: Desk;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  desk = await deskOf(prairie);
  // from March 10 to 12
  await callsOfMarch(prairie, desk.noor);
});
afterAll(() => home.close());

const stranger = '+17205550199';
const whole = { from: '2026-03-10T14:00:02Z', until: '2026-03-12T14:00:02Z' };

/** A demand that opens call records, of a number that made no calls. */
const demand = async (more: object) => {
  const { id: requestId } = await enterIt(prairie, desk.carla, { numbers: [stranger], ...whole, ...more });
  const found = { finding: 'valid', mayGive: ['call-detail'], why: 'On its face' } as const;
  await prairie.run(desk.cole, operations['legalRequests.assess'], { requestId, ...found, mayGive: ['call-detail'] });
  return {
    pull: (from: string, until: string, number = stranger) =>
      prairie.stream(desk.noor, operations['legalRequests.pull'], { requestId, number, from, until }, ''),
    none: (note: string) =>
      prairie.run(desk.carla, operations['legalRequests.answer'], {
        ...{ requestId, kind: 'none-found', toName: 'J. Pratt', how: 'portal', note },
      }),
  };
};

describe('"None found"', () => {
  it('is no answer before a look over all of the time, to the last moment', async () => {
    const { pull, none } = await demand({});
    await expect(none('')).rejects.toThrow(/Nobody has looked into the call records of the number ending in 0199/);
    await pull(whole.from, '2026-03-12T14:00:01Z');
    await expect(none('')).rejects.toThrow(/over all of its time/);
    await pull('2026-03-12T14:00:01Z', whole.until);
    expect((await none('')).answers.map(({ kind }) => kind)).toEqual(['none-found']);
  });

  it('is no answer where calls were found', async () => {
    const number = '+12025550143';
    const { pull, none } = await demand({ numbers: [number] });
    await pull(whole.from, whole.until, number);
    await expect(none('They are not what he wants')).rejects.toThrow(
      /Calls of the number ending in 0143 were found: 1/,
    );
  });

  it('names the gap where the call records have one in that time', async () => {
    const { pull, none } = await demand({ from: '2026-03-01T06:00:00Z' });
    await pull('2026-03-01T06:00:00Z', whole.until);
    await expect(none('')).rejects.toThrow(
      /'note': .* have a gap \(fs1: no file of it reaches from 2026-03-01 06:00 to 2026-03-10 14:00 UTC\)/,
    );
    expect((await none('fs1 was put in service on March 10')).answers).toHaveLength(1);
  });

  it('to a demand that names no beginning rests on a look from the first call on record', async () => {
    const { pull, none } = await demand({ from: null });
    await pull('2026-03-11T00:00:00Z', whole.until);
    await expect(none('')).rejects.toThrow(/over all of its time/);
    await pull('2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z');
    expect((await none('')).answers).toHaveLength(1);
  });
});
