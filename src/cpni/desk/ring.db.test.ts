import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, deskOf } from '../../../test/desk.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { operations } from '../../operations.ts';

const { 'desk.ring': ring, 'desk.show': show, 'desk.end': end, 'desk.open': open, 'desk.calls': calls } = operations;

let home: TestHouse;
let desk: Desk;

beforeAll(async () => {
  home = await house();
  desk = await deskOf(home, 'twilio');
});
afterAll(async () => {
  await desk.close();
  await home.close();
});

const exchange = () => desk.carrier.machine('exchange', 'agent');
const rings = (callId: string, from: string) => desk.carrier.run(exchange(), ring, { callId, from });

describe('A call that the telephone system announces', () => {
  test('from the number of one customer opens the desk for him, with nothing of his open, and leads to its page', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const { sessionId, path } = await rings('RING-1', rosa.number);
    expect(path).toBe(`/console/desk/${sessionId}`);
    const shown = await desk.carrier.run(desk.agnes, show, { sessionId: sessionId ?? '' });
    expect(shown).toMatchObject({
      session: { callId: 'RING-1', channel: 'phone-inbound' },
      caller: { name: 'Rosa Nguyen', account: rosa.account, served: true, callsToday: 1 },
      proofs: [],
      account: null,
    });
    // caller ID is not identification
    expect(new Set(shown.items.map(({ state }) => state))).toEqual(new Set(['locked']));
    const told = { sessionId: sessionId ?? '', from: '2026-05-01', until: '2026-05-31' };
    expect(await desk.carrier.run(desk.agnes, calls, told)).toMatchObject({ state: 'locked', calls: [] });
    // told twice, it is one call
    expect(await rings('RING-1', rosa.number)).toEqual({ sessionId, path });
  });

  test('from a number withheld, unknown, or of two customers leads to the search with the call in it', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const leo = await desk.caller('Leo Park');
    await desk.carrier.run(desk.carla, operations['customers.services.add'], {
      ...{ customerId: leo.customerId, category: 'local', number: rosa.number },
    });
    for (const [n, from] of ['', 'anonymous', '+15155559999', rosa.number].entries())
      expect(await rings(`RING ${n}/a`, from)).toEqual({
        sessionId: null,
        path: `/console/desk/call/RING%20${n}%2Fa`,
      });
  });

  test('of somebody else is ended by the agent, who then opens the same call for whom it is', async () => {
    const [rosa, leo] = [await desk.caller('Rosa Nguyen'), await desk.caller('Leo Park')];
    const { sessionId } = await rings('RING-2', rosa.number);
    const other = { customerId: leo.customerId, as: 'call', callId: 'RING-2' } as const;
    await expect(desk.carrier.run(desk.agnes, open, other)).rejects.toMatchObject({ type: 'already-exists' });
    const served = { sessionId: sessionId ?? '', how: 'finished', reason: 'nothing' } as const;
    await desk.carrier.run(desk.agnes, end, served);
    expect(await desk.carrier.run(desk.agnes, open, other)).toMatchObject({ customerId: leo.customerId });
  });

  test('is announced by a machine of the desk: not by a person, another role or another carrier’s exchange', async () => {
    const rosa = await desk.caller('Rosa Nguyen');
    const announced = { callId: 'RING-3', from: rosa.number };
    await expect(desk.carrier.run(desk.agnes, ring, announced)).rejects.toMatchObject({ type: 'machine-needed' });
    const portal = desk.carrier.machine('portal', 'portal');
    await expect(desk.carrier.run(portal, ring, announced)).rejects.toMatchObject({ type: 'not-allowed' });
    const lakes = await home.carrier({ name: 'Lakes Telephone Company' });
    expect(await lakes.run(lakes.machine('exchange', 'agent'), ring, announced)).toMatchObject({ sessionId: null });
  });
});
