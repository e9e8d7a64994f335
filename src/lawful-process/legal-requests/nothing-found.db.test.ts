// "None found" is an answer only after a look: for every number of a demand, over all of its time, in records without a gap, that held nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';
import { importCalls } from '../../robocall/traffic/calls/import.ts';
import { listCallSources } from '../../robocall/traffic/calls/sources.ts';
import { callLine, callsOfMarch, type Desk, deskOf, enterIt } from './legal-requests.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let desk: Desk;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  desk = await deskOf(prairie);
  // from March 10 to 12
  await callsOfMarch(prairie, desk.noor);
  await prairie.at('2026-06-01T12:00:00-05:00');
});
afterAll(() => home.close());

const stranger = '+17205550199';
const whole = { from: '2026-03-10T14:00:02Z', until: '2026-03-12T14:00:02Z' };

/** A demand that opens call records, of a number that made no calls. */
const demandAt = async (carrier: TestCarrier, { carla, cole, noor }: Desk, more: object) => {
  const { id: requestId } = await enterIt(carrier, carla, { numbers: [stranger], ...whole, ...more });
  const found = { finding: 'valid', mayGive: ['call-detail'], why: 'On its face' } as const;
  await carrier.run(cole, operations['legalRequests.assess'], { requestId, ...found, mayGive: ['call-detail'] });
  return {
    requestId,
    pull: (from: string, until: string, number = stranger) =>
      carrier.stream(noor, operations['legalRequests.pull'], { requestId, number, from, until }, ''),
    none: (note: string, gap: string | null = null) =>
      carrier.run(carla, operations['legalRequests.answer'], {
        ...{ requestId, kind: 'none-found', toName: 'J. Pratt', how: 'portal', note, gap },
      }),
  };
};

const demand = (more: object) => demandAt(prairie, desk, more);

describe('"None found"', () => {
  it('is no answer before a look over all of the time, to the last moment', async () => {
    const { pull, none } = await demand({});
    await expect(none('')).rejects.toThrow(/Nobody has looked into the call records of the number ending in 0199/);
    await pull(whole.from, '2026-03-12T14:00:01Z');
    await expect(none('')).rejects.toThrow(/over all of its time/);
    await pull('2026-03-12T14:00:01Z', whole.until);
    expect((await none('')).answers.map(({ kind }) => kind)).toEqual(['none-found']);
  });

  it('is no answer after a look before a file of that time came in: what came is not in it', async () => {
    const harbor = await home.carrier({});
    const { noor, ...others } = await deskOf(harbor);
    await callsOfMarch(harbor, noor);
    await harbor.at('2026-06-01T12:00:00-05:00');
    const { pull, none } = await demandAt(harbor, { noor, ...others }, {});
    await pull(whole.from, whole.until);
    await harbor.at('2026-06-01T13:00:00-05:00');
    const [source] = (await harbor.run(noor, listCallSources, {})).items;
    const late = { sourceId: source?.id ?? '', name: 'Master.csv.1' };
    await harbor.stream(noor, importCalls, late, callLine(4, stranger.slice(1), '13035550001', '11'));
    await expect(none('')).rejects.toThrow(/came in after they were read for the number ending in 0199/);
    await harbor.at('2026-06-01T14:00:00-05:00');
    await pull(whole.from, whole.until);
    await expect(none('')).rejects.toThrow(/Calls of the number ending in 0199 were found: 1/);
  });

  it('is no answer after a look while a file of that time was being taken in, whichever of the two began first', async () => {
    const lakes = await home.carrier({});
    const { noor, ...others } = await deskOf(lakes);
    await callsOfMarch(lakes, noor);
    await lakes.at('2026-06-01T12:00:00-05:00');
    const { pull, none } = await demandAt(lakes, { noor, ...others }, {});
    await pull(whole.from, whole.until);
    const [source] = (await lakes.run(noor, listCallSources, {})).items;
    const late = { sourceId: source?.id ?? '', name: 'Master.csv.1' };
    await lakes.stream(noor, importCalls, late, callLine(4, stranger.slice(1), '13035550001', '11'));
    // it was begun before the look, and was on record after
    await lakes.look(({ tx }) =>
      tx
        .updateTable('callFile')
        .set({ takenAt: Date.parse('2026-06-01T11:00:00-05:00') })
        .where('name', '=', late.name)
        .execute(),
    );
    await expect(none('')).rejects.toThrow(/came in after they were read for the number ending in 0199/);
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
      /'gap': .* have a gap \(fs1: no file of it reaches from 2026-03-01 06:00 to 2026-03-10 14:00 UTC\)/,
    );
    // words of something else are no gap that is named
    await expect(none('We looked twice')).rejects.toThrow(/have a gap/);
    const { answers } = await none('We looked twice', 'fs1 was put in service on March 10');
    expect(answers.map(({ note }) => note)).toEqual([
      'We looked twice\nGap in the call records: fs1 was put in service on March 10',
    ]);
  });

  it('alone names a gap: with another answer it is refused, as is one that is too long with its note', async () => {
    const { requestId, pull, none } = await demand({});
    await pull(whole.from, whole.until);
    const said = { requestId, toName: 'J. Pratt', how: 'portal', gap: 'fs1 of March 9' } as const;
    await expect(
      prairie.run(desk.carla, operations['legalRequests.answer'], { ...said, kind: 'objected' }),
    ).rejects.toThrow(/'gap': objected names none/);
    await expect(none('x'.repeat(3990), said.gap)).rejects.toThrow(/'note', 'gap': together they are too long/);
  });

  it('to a demand that names no beginning rests on a look from the first call on record', async () => {
    const { pull, none } = await demand({ from: null });
    await pull('2026-03-11T00:00:00Z', whole.until);
    await expect(none('')).rejects.toThrow(/over all of its time/);
    await pull('2026-03-10T00:00:00Z', '2026-03-11T00:00:00Z');
    expect((await none('')).answers).toHaveLength(1);
  });
});
