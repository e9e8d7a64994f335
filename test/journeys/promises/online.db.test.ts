import { afterAll, beforeAll, expect, it } from 'vitest';
import { noOutside } from '../../outside.ts';
import { bill, type Promiser, type Promising, promising, type Worker } from '../../promising.ts';
import { workAll } from '../../work.ts';

let stage: Promising;
beforeAll(async () => {
  stage = await promising();
});
afterAll(() => stage.close());

const origin = '192.0.2.25';
const login = 'rosa@customer.example';
const password = 'seven quiet lanterns';
const backup = { prompt: 'Which word did you choose for a rainy morning?', secretAnswer: 'marmalade' };
const online = { what: 'online' as const, login, password, backup };

/** Rosa, a customer since January 5 with a postal address, and the carrier's portal. */
const opens = async (promiser: Promiser): Promise<{ readonly rosa: string; readonly portal: Worker }> => {
  await promiser.at('2026-01-05T16:00:00Z');
  const rosa = await promiser.customer('A-1', 'interconnected-voip');
  const value = '7 Old Road, Ames, IA 50010';
  await promiser.carla.call('customers.contacts.add', { customerId: rosa, kind: 'postal', value });
  return { rosa, portal: await promiser.machine('portal', 'portal') };
};

/** Has a code sent by letter, printed by Carla, and gives it with its id. */
const codeByLetter = async ({ carla }: Promiser, portal: Worker) => {
  const asked = await portal.call('online.enrol', { account: 'A-1', way: 'letter', origin });
  if (asked.outcome !== 'asked') throw new Error('locked');
  await workAll(stage.home, noOutside);
  const printed = await carla.stream('online.letters', {}, null);
  const oneTimeCode = printed === '' ? 'AAAA-AAAA' : /code is ([0-9A-Z-]{9})/.exec(JSON.parse(printed).words)?.[1];
  return { codeId: asked.codeId, oneTimeCode: oneTimeCode ?? '', origin };
};

it('P41 online access comes after a code to the address of record, then by the password: without a session nothing is shown, with one the bill is; no act here breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P41', line: 71 });
  const { rosa, portal } = await opens(promiser);
  const shows = (sessionId: string) =>
    promiser.carla.call('decisions.ask', {
      customerId: rosa,
      sessionId,
      use: {
        ...bill,
        purpose: 'customer-request',
        recipient: 'customer',
        channel: 'online',
        authentication: 'password',
      },
    });
  expect(await promiser.judged(2026, '2026-02-03')).toMatchObject({ status: 'untested', counts: { proofs: 0 } });
  // the twenty-ninth day, and the thirtieth
  const early = await codeByLetter(promiser, portal);
  expect(await portal.call('online.confirm', { ...early, sets: online })).toMatchObject({ outcome: 'wrong' });
  await promiser.at('2026-02-04T16:00:00Z');
  const code = await codeByLetter(promiser, portal);
  expect(await portal.call('online.confirm', { ...code, sets: online })).toMatchObject({ outcome: 'set' });
  expect(await portal.call('online.check', { login, password: 'a guess at it', origin })).toMatchObject({
    outcome: 'wrong',
  });
  const session = await portal.call('online.check', { login, password, origin });
  if (session.outcome !== 'authenticated') throw new Error('refused');
  expect(await shows(rosa)).toMatchObject({
    allowed: false,
    cite: '47 CFR 64.2010(c)',
    missing: ['authentication'],
  });
  const shown = await shows(session.sessionId);
  expect(shown).toMatchObject({ allowed: true, cite: '47 CFR 64.2010(c)' });
  expect(shown.facts).toHaveLength(1);
  // the portal asks by the session it holds, and by nothing else
  const ask = { sessionId: session.sessionId, cpni: ['call-detail' as const, 'billing' as const] };
  expect(await portal.call('online.ask', ask)).toMatchObject({ customerId: rosa, allowed: true });
  await expect(portal.call('online.ask', { ...ask, sessionId: rosa })).rejects.toThrow(/no such online session/);
  await portal.call('online.end', { sessionId: session.sessionId });
  expect(await shows(session.sessionId)).toMatchObject({ allowed: false });
  expect(await portal.call('online.ask', ask)).toMatchObject({ allowed: false, cite: '47 CFR 64.2010(c)' });
  expect(await promiser.judged(2026, '2026-02-05')).toMatchObject({
    status: 'kept',
    counts: { proofs: 1, releases: 2, unproved: 0, wrong: 2 },
  });
  const { facts } = await promiser.evidence('customer.proved', `customer:${rosa}`);
  expect(facts).toMatchObject({ method: 'password', channel: 'online', session: session.sessionId });
  // the word of whoever asks proves nothing online
  const claim = await promiser.carla.call('decisions.ask', {
    customerId: rosa,
    use: { ...bill, purpose: 'customer-request', recipient: 'customer', channel: 'online', authentication: 'password' },
  });
  expect(claim).toMatchObject({ allowed: false, cite: '47 CFR 64.2010(c)', missing: ['authentication'] });
  expect(await promiser.judged(2026, '2026-02-06')).toMatchObject({ status: 'kept', counts: { unproved: 0 } });
});

it('P42 a password is set by a code, its back-up question asks for nothing that others know, and when both are lost a new code serves; a first password without a code, of a customer who was served before, breaks it', async () => {
  const promiser = await stage.adopts({ seed: '001', promise: 'P42', line: 83 });
  const { rosa, portal } = await opens(promiser);
  expect(await promiser.judged(2026, '2026-02-04')).toMatchObject({ status: 'untested' });
  const code = await codeByLetter(promiser, portal);
  const maiden = { prompt: "What is your mother's maiden name?", secretAnswer: 'marmalade' };
  expect(await portal.call('online.confirm', { ...code, sets: { ...online, backup: maiden } })).toMatchObject({
    outcome: 'unsuitable',
    field: 'prompt',
    cite: '47 CFR 64.2010(e)',
  });
  expect(await portal.call('online.confirm', { ...code, sets: online })).toMatchObject({ outcome: 'set' });
  expect(await promiser.judged(2026, '2026-02-05')).toMatchObject({
    status: 'kept',
    counts: { passwords: 1, questions: 1, refused: 0 },
  });
  const lost = { login, newPassword: 'three tall ladders', origin };
  for (let n = 0; n < 3; n += 1)
    expect(await portal.call('online.reset', { ...lost, secretAnswer: 'jam' })).toMatchObject({ outcome: 'wrong' });
  expect(await portal.call('online.reset', { ...lost, secretAnswer: 'marmalade' })).toMatchObject({
    outcome: 'locked',
  });
  const again = await codeByLetter(promiser, portal);
  const anew = { ...online, password: lost.newPassword };
  expect(await portal.call('online.confirm', { ...again, sets: anew })).toMatchObject({ outcome: 'set' });
  const { facts } = await promiser.evidence('password.set', `customer:${rosa}`);
  expect(facts).toMatchObject({ by: 'code', code: again.codeId, how: 'changed' });
  // a sign-up of today cannot set the password of a customer of yesterday
  const begin = await portal.call('online.begin', { customerId: rosa, sets: online });
  expect(begin).toMatchObject({ outcome: 'not-proved' });

  // signed up on February 6 as new; a file of the next day says that he was served a year before
  await promiser.at('2026-02-06T16:00:00Z');
  const leo = await promiser.customer('A-2', 'interconnected-voip');
  const first = { ...online, login: 'leo@customer.example' };
  expect(await portal.call('online.begin', { customerId: leo, sets: first })).toMatchObject({ outcome: 'set' });
  await promiser.at('2026-02-07T16:00:00Z');
  expect(await promiser.judged(2026, '2026-02-07')).toMatchObject({ status: 'kept', counts: { late: 0 } });
  const file = 'account_number,name,since,services\nA-2,Holder of A-2,2025-02-06,cmrs\n';
  await promiser.carla.stream('customers.import', { mode: 'commit' }, file);
  expect(await promiser.judged(2026, '2026-02-08')).toMatchObject({
    status: 'not kept',
    counts: { late: 1 },
    samples: [expect.stringMatching(/^password:/)],
  });
});
