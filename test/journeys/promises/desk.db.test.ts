import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Promising, promising } from '../../promising.ts';

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

it('P44 business customers may agree another authentication: only with a clause on CPNI and a representative of their own, and not after he has left; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P44', line: 103 });
  const { carla } = promiser;
  const rita = await promiser.enters('Rita Moss', 'agent');
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  const ada = await promiser.enters('Ada Lund', 'administrator');
  const acme = await promiser.customer('1001', 'interconnected-voip');
  expect(await promiser.judged(2026, '2026-01-05')).toMatchObject({ status: 'untested' });
  const contract = {
    customerId: acme,
    representativeId: rita.id,
    reference: 'contract 17',
    documentHash: 'a'.repeat(64),
    clause: 'The customer pays in thirty days.',
    agreedWay: 'Known by voice to the representative.',
    fromDay: '2026-01-01',
    untilDay: '2026-12-31',
  };
  const silent = carla.call('businessContracts.enter', contract);
  await expect(silent).rejects.toMatchObject({ type: 'invalid-input', facts: { cite: '47 CFR 64.2010(g)' } });
  const clause = 'CPNI goes only to the persons of schedule B.';
  await carla.call('businessContracts.enter', { ...contract, clause });
  const days = { from: '2026-01-01', until: '2026-01-05' };
  // seed 001 promises three ways by telephone, which no contract widens: the customer comes by
  const { sessionId } = await rita.call('desk.open', { customerId: acme, as: 'visit' });
  const known = { sessionId, name: 'Holder of 1001' };
  expect(await agnes.call('desk.byContract', known)).toMatchObject({ held: false, missing: 'other-representative' });
  expect(await rita.call('desk.calls', { sessionId, ...days })).toMatchObject({ state: 'locked' });
  expect(await rita.call('desk.byContract', known)).toMatchObject({ held: true, cite: '47 CFR 64.2010(g)' });
  expect(await rita.call('desk.calls', { sessionId, ...days })).toMatchObject({
    state: 'open',
    cite: '47 CFR 64.2010(g)',
  });
  const { facts } = await promiser.evidence('customer.proved', `customer:${acme}`);
  expect(facts).toMatchObject({ method: 'contract', session: sessionId });
  const kept = await promiser.judged(2026, '2026-01-06');
  expect(kept).toMatchObject({ status: 'kept', counts: { known: 1, unfounded: 0 } });

  const { items } = await ada.call('members.list', {});
  const membership = items.find(({ personId }) => personId === rita.id);
  await ada.call('members.end', { memberId: membership?.id ?? '', reason: 'left' });
  const [row] = (await carla.call('businessContracts.list', { customerId: acme })).items;
  expect(row).toMatchObject({ holds: false, missing: 'representative' });
});
