import { afterAll, beforeAll, expect, it } from 'vitest';
import { twilioSignature } from '../../../src/outside/telephone-signatures.ts';
import { visit } from '../../../src/outside/visit.ts';
import { noOutside } from '../../outside.ts';
import { bill, type Promiser, type Promising, promising } from '../../promising.ts';
import { type TelephonePeer, telephonePeer } from '../../telephone.ts';
import { workAll } from '../../work.ts';

const publicUrl = 'https://prairie.example';
const secret = 'a secret of the service';
const outside = { ...noOutside, visit, publicUrl };

let stage: Promising;
let peer: TelephonePeer;
beforeAll(async () => {
  process.env.COMPLINE_PUBLIC_URL = publicUrl;
  stage = await promising();
  peer = await telephonePeer();
});
afterAll(async () => {
  await peer.close();
  await stage.close();
});

const number = '+15155552001';

/** Rosa, a customer since 2 January with a number, an address and three calls, as of 1 June. */
const customer = async ({ carla, at }: Promiser): Promise<{ rosa: string; serviceId: string }> => {
  const { id: rosa } = await carla.call('customers.add', { account: 'D-1', name: 'Rosa Nguyen' });
  const service = { customerId: rosa, category: 'interconnected-voip', number } as const;
  const { id: serviceId } = await carla.call('customers.services.add', service);
  await carla.call('customers.contacts.add', { customerId: rosa, kind: 'postal', value: '7 Old Road, Ames, IA 50010' });
  await at('2026-06-01T15:00:00Z');
  const call = { call_key: 'D-1-0', from: number, to: '+13195550101', start: '2026-05-28T15:04:00Z', talk_ms: 61_000 };
  await carla.stream('callDetail.import', {}, JSON.stringify(call));
  return { rosa, serviceId };
};

/** What the telephone service asks of the server on a call, signed as it signs: the answer. */
const asks = async (path: string, fields: Readonly<Record<string, string>>): Promise<string> => {
  const signature = twilioSignature(secret, `${publicUrl}${path}`, new Map(Object.entries(fields)));
  const headers = { 'x-twilio-signature': signature };
  const answered = await fetch(`${stage.base}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) });
  return answered.text();
};

it('P40 by telephone CPNI is told by a password, to the address of record, or on a call to the number of record: all CPNI, not call detail alone as the rule has it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P40', line: 55 });
  const agnes = await promiser.enters('Agnes Ortiz', 'agent');
  const service = {
    dialect: 'twilio',
    account: 'AC1',
    fromNumber: '+15155550100',
    staffNumber: '+15155550199',
  } as const;
  await promiser.carla.call('telephone.configure', { ...service, address: peer.address, secret });
  const { rosa, serviceId } = await customer(promiser);
  expect(await promiser.judged(2026, '2026-06-01')).toMatchObject({ status: 'untested' });
  const { sessionId } = await agnes.call('desk.open', { customerId: rosa, as: 'call', callId: 'CA-1' });
  const days = { sessionId, from: '2026-05-01', until: '2026-05-31' };
  await agnes.call('desk.identify', { sessionId, name: 'Rosa Nguyen', account: 'D-1' });
  expect(await agnes.call('desk.calls', days)).toMatchObject({ state: 'locked', calls: [], cite: '47 CFR 64.2010(b)' });
  // the rule would let a name and an account open what is no call detail; this carrier promised more
  const named = await agnes.call('desk.show', { sessionId });
  expect(named.items.map(({ state }) => state)).toEqual(Array(6).fill('locked'));
  const { deskCallId } = await agnes.call('desk.callBack', { sessionId, serviceId });
  await workAll(stage.home, outside);
  const placed = peer.asked.findLast(({ path }) => path.includes('/Calls'))?.fields ?? {};
  expect(placed.To).toBe(number);
  const path = String(placed.Url).slice(publicUrl.length);
  const asked = await asks(path, { CallSid: 'CB1', AnsweredBy: 'human' });
  expect(await agnes.call('desk.calls', days)).toMatchObject({ state: 'locked' });
  await asks(`${path}?turn=key`, { CallSid: 'CB1', Digits: /press (\d) to/.exec(asked)?.[1] ?? '' });
  expect((await agnes.call('desk.showCallBack', { deskCallId })).state).toBe('proved');
  expect(await agnes.call('desk.calls', days)).toMatchObject({
    state: 'open',
    cite: '47 CFR 64.2010(b)',
    calls: [{ seconds: 61 }],
  });
  expect(await promiser.judged(2026, '2026-06-02')).toMatchObject({ status: 'kept', counts: { unproved: 0 } });
  const proof = await promiser.evidence('customer.proved', `customer:${rosa}`);
  expect(proof.facts).toMatchObject({ method: 'callback-number-of-record' });
  expect(JSON.stringify(proof)).not.toContain(number.slice(2));

  // to the address of record: it leaves by post, and nothing of it is told in the call
  const { sessionId: second } = await agnes.call('desk.open', { customerId: rosa, as: 'call', callId: 'CA-2' });
  const { ways } = await agnes.call('desk.show', { sessionId: second });
  const mail = ways.find(({ way }) => way === 'sent-to-address-of-record');
  const sent = { sessionId: second, contactId: mail?.targets[0]?.id ?? '', from: '2026-05-01', until: '2026-05-31' };
  expect(await agnes.call('desk.send', sent)).toMatchObject({ state: 'letter' });
  expect(await agnes.call('desk.calls', { ...days, sessionId: second })).toMatchObject({ state: 'locked', calls: [] });
  const { items: letters } = await promiser.carla.call('desk.letters', {});
  expect(letters[0]?.words).toContain('+13195550101');
  // what he tells of a call himself opens it by the rule; this carrier promised three ways, and that is a fourth
  const recited = { sessionId: second, number: '+13195550101', day: '2026-05-28' };
  expect(await agnes.call('desk.recite', recited)).toMatchObject({ outcome: 'closed' });

  // by his password, which he keys in himself: set by a code that came by letter, never known to the agent
  await promiser.at('2026-06-02T15:30:00Z');
  const portal = await promiser.machine('portal', 'portal');
  const code = await portal.call('online.enrol', { account: 'D-1', way: 'letter', origin: '192.0.2.25' });
  await workAll(stage.home, outside);
  const printed = await promiser.carla.stream('online.letters', {}, null);
  const oneTimeCode = /code is ([0-9A-Z-]{9})/.exec(JSON.parse(printed).words)?.[1] ?? '';
  const codeId = code.outcome === 'asked' ? code.codeId : '';
  const sets = { what: 'telephone', password: '730418' } as const;
  const confirmed = await portal.call('online.confirm', { codeId, oneTimeCode, origin: '192.0.2.25', sets });
  expect(confirmed).toMatchObject({ outcome: 'set' });
  const { promptId } = await agnes.call('desk.askPassword', { sessionId: second, way: 'keys' });
  await workAll(stage.home, outside);
  const moved = String(peer.asked.findLast(({ path: at }) => at.includes('/Calls'))?.fields.Url).slice(
    publicUrl.length,
  );
  await asks(`${moved}?turn=key`, { CallSid: 'CA-2', From: number, Digits: '730418' });
  expect(await agnes.call('desk.showPrompt', { promptId })).toMatchObject({ state: 'proved', wrong: 0 });
  expect(await agnes.call('desk.calls', { ...days, sessionId: second })).toMatchObject({ state: 'open' });
  expect(await promiser.judged(2026, '2026-06-02')).toMatchObject({ status: 'kept', counts: { unproved: 0 } });

  await promiser.breaksItsWord('phone-release-three-ways');
  await promiser.at('2026-06-03T15:00:00Z');
  const told = { ...bill, purpose: 'customer-request', recipient: 'customer', channel: 'phone-inbound' } as const;
  const use = { ...told, authentication: 'identity-only' as const, cpni: ['services-subscribed' as const] };
  const spoken = await agnes.call('decisions.ask', { customerId: rosa, use });
  expect(spoken).toMatchObject({ allowed: true, how: 'speak' });
  expect(await promiser.judged(2026, '2026-06-04')).toMatchObject({
    status: 'not kept',
    samples: [`decision:${spoken.decisionId}`],
  });
  expect((await promiser.evidence('decision', `customer:${rosa}`)).facts).toMatchObject({
    decisionId: spoken.decisionId,
  });
});
