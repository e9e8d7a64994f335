// What one carrier was served with is nothing to another, whatever ids and roles its staff has.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../test/house.ts';
import { operations } from '../operations.ts';
import { order, policies } from './interceptions/interceptions.example.ts';
import { deskOf, enterIt } from './legal-requests/legal-requests.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let harbor: TestCarrier;
let theirs: Staff;
let requestId: string;
let holdId: string;
let interceptionId: string;

/** An officer who is the senior officer of his carrier's own policies. */
const officerOf = async (carrier: TestCarrier): Promise<Staff> => {
  const officer = await carrier.person('Olga Grant', 'officer', 'counsel', 'network', 'compliance');
  const named = { ...policies, officerId: officer.id, password: officer.password };
  await carrier.run(officer, operations['interceptionPolicies.publish'], named);
  return officer;
};

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor' });
  const { carla } = await deskOf(prairie);
  const own = await officerOf(prairie);
  theirs = await officerOf(harbor);
  ({ id: requestId, holdId } = await enterIt(prairie, carla, {}));
  const { id } = await prairie.run(own, operations['interceptions.open'], {
    ...order,
    numbers: [...order.numbers],
    circuits: [...order.circuits],
    authorizedUntil: null,
  });
  interceptionId = id;
});
afterAll(() => home.close());

it('A demand is not found, not read, not answered and not let go of by another carrier', async () => {
  const run = [
    () => harbor.run(theirs, operations['legalRequests.show'], { requestId }),
    () =>
      harbor.run(theirs, operations['legalRequests.assess'], { requestId, finding: 'unclear', mayGive: [], why: 'x' }),
    () => harbor.run(theirs, operations['legalRequests.close'], { requestId, outcome: 'withdrawn', closing: 'x' }),
  ];
  for (const ask of run) await expect(ask()).rejects.toMatchObject({ type: 'not-found' });
  await expect(harbor.run(theirs, operations['holds.end'], { holdId, reason: 'x' })).rejects.toThrow(/No hold/);
  expect((await harbor.run(theirs, operations['legalRequests.list'], {})).items).toEqual([]);
});

it('The senior officer of one carrier opens nothing of another’s store', async () => {
  const run = [
    () => harbor.run(theirs, operations['interceptions.show'], { interceptionId }),
    () => harbor.run(theirs, operations['interceptions.authorize'], { interceptionId, password: theirs.password }),
  ];
  for (const ask of run) await expect(ask()).rejects.toMatchObject({ type: 'not-found' });
  expect((await harbor.run(theirs, operations['interceptions.list'], {})).items).toEqual([]);
});
