import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noOutside } from '../../../test/outside.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { workOnce } from '../../interfaces/jobs/work.ts';
import { operations } from '../../operations.ts';
import { addCustomer } from '../customers/add.ts';
import { addContact } from '../customers/contacts.ts';
import { bounce } from '../notices/bounce.ts';
import { recordDelivery } from '../notices/record-delivery.ts';
import { receive } from './receive.ts';
import { base64, type Notified, type ReturnScene, reply, report, returnScene } from './returns.example.ts';
import { listReturned, showReturned } from './show.ts';

let scene: ReturnScene;

beforeAll(async () => {
  scene = await returnScene({ demo: true });
});
afterAll(() => scene.home.close());

const take = (message: string, receivedAt: string) =>
  scene.prairie.run(scene.agnes, receive, { message: base64(message), receivedAt });

const tasksOf = async (customerId: string) =>
  (await scene.prairie.run(scene.carla, listTasks, { subject: `customer:${customerId}` })).items;

const work = async (): Promise<void> => {
  while (await workOnce(scene.home.connections, noOutside, () => {}));
};

describe('A reply that says no', () => {
  test('binds the very next decision, and needs nobody', async () => {
    const walter = await scene.notified();
    await scene.prairie.at('2026-06-10T15:00:00Z');
    const taken = await take(reply(walter, 'No, thank you.'), '2026-06-10T14:30:00Z');
    expect(taken).toMatchObject({
      reading: 'no',
      matched: 'message-id',
      customerId: walter.customerId,
      effects: ['refused'],
    });
    expect(await scene.refusal(walter.customerId, '2026-06-10T14:29:59Z')).toBe('none');
    expect(await scene.refusal(walter.customerId, '2026-06-10T14:30:00Z')).toBe('stands');
    expect(await tasksOf(walter.customerId)).toEqual([]);
    // on record with the notice that it answers
    const { customerId } = walter;
    const { items } = await scene.prairie.run(scene.agnes, operations['choices.history'], { customerId });
    expect(items).toMatchObject([{ choice: 'no', method: 'email-reply', asked: { kind: 'opt-out' } }]);
  });

  test('of 23:59 on the last waiting day binds, although it is read on the day after; without it silence opens at midnight', async () => {
    const [walter, silent] = [await scene.notified(), await scene.notified()];
    await scene.prairie.at('2026-07-02T15:00:00Z');
    await take(reply(walter, 'No'), '2026-07-01T23:59:00-05:00');
    const midnight = '2026-07-02T00:00:00-05:00';
    expect(await scene.refusal(walter.customerId, midnight)).toBe('stands');
    expect(await scene.silence(silent.customerId, '2026-07-01T23:59:59-05:00')).toMatchObject({ allowed: false });
    expect(await scene.silence(silent.customerId, midnight)).toMatchObject({ allowed: true });
    await scene.prairie.at('2026-06-10T15:00:00Z');
  });

  test('from another address counts for the account whose message it answers', async () => {
    const walter = await scene.notified();
    const taken = await take(reply({ ...walter, email: 'office@work.example' }, 'stop'), '2026-06-10T14:00:00Z');
    expect(taken).toMatchObject({ customerId: walter.customerId, effects: ['refused'] });
  });

  test('without a reference counts by its address, unless two customers have that address', async () => {
    const walter = await scene.notified();
    const fresh = (words: string) => reply({ ...walter, messageId: '<nothing@elsewhere.example>' }, words);
    expect(await take(fresh('No.'), '2026-06-10T14:00:00Z')).toMatchObject({
      matched: 'address',
      effects: ['refused'],
    });
    const { id: customerId } = await scene.prairie.run(scene.agnes, addCustomer, { account: 'twin', name: 'Twin' });
    await scene.prairie.run(scene.agnes, addContact, { customerId, kind: 'email', value: walter.email });
    expect(await take(fresh('No!'), '2026-06-10T14:00:00Z')).toMatchObject({ matched: 'nobody', effects: ['task'] });
  });

  test('read twice is one: the second time nothing follows', async () => {
    const walter = await scene.notified();
    const message = reply(walter, 'No');
    const first = await take(message, '2026-06-10T14:00:00Z');
    expect(await take(message, '2026-06-10T14:05:00Z')).toEqual({ ...first, effects: [], outcome: 'known' });
    const refusals = await scene.prairie.look((ctx) =>
      ctx.tx
        .selectFrom('permissionEvent')
        .select('id')
        .where('customerId', '=', walter.customerId)
        .where('type', '=', 'refused')
        .execute(),
    );
    expect(refusals).toHaveLength(1);
  });

  test('leaves none of its words in evidence', async () => {
    const walter = await scene.notified();
    await take(reply(walter, 'No, says Walterperson.'), '2026-06-10T14:00:00Z');
    const entries = await scene.prairie.look((ctx) =>
      ctx.tx
        .selectFrom('ledgerEntry')
        .select(['kind', 'body'])
        .where('subject', '=', `customer:${walter.customerId}`)
        .execute(),
    );
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['approval.refused', 'mail.returned']));
    expect(entries.map(({ body }) => body).join()).not.toMatch(/Walterperson|mail\.example/);
  });
});

describe('A doubtful reply', () => {
  test('that says yes is a task and no approval', async () => {
    const hope = await scene.notified();
    expect(await take(reply(hope, 'Yes, I agree.'), '2026-06-10T14:00:00Z')).toMatchObject({
      reading: 'yes',
      effects: ['task'],
    });
    expect(await tasksOf(hope.customerId)).toMatchObject([{ kind: 'doubtful-reply', role: 'compliance' }]);
    const approvals = await scene.prairie.look((ctx) =>
      ctx.tx
        .selectFrom('permissionEvent')
        .select('id')
        .where('customerId', '=', hope.customerId)
        .where('type', '=', 'approved')
        .execute(),
    );
    expect(approvals).toEqual([]);
  });

  test('that says yes and no binds as a no until a person has asked', async () => {
    const ida = await scene.notified();
    const taken = await take(reply(ida, 'Yes to internet offers, no to the rest.'), '2026-06-10T14:00:00Z');
    expect(taken).toMatchObject({ reading: 'both', effects: ['refused', 'task'] });
    expect(await scene.refusal(ida.customerId, '2026-06-10T14:00:00Z')).toBe('stands');
  });

  test('that complains says so in its task, which names no words of his', async () => {
    const ted = await scene.notified();
    const taken = await take(reply(ted, 'Somebody read me my bill. I will go to the FCC.'), '2026-06-10T14:00:00Z');
    const [task] = await tasksOf(ted.customerId);
    expect(task).toMatchObject({ kind: 'possible-complaint' });
    expect(task?.why).toMatch(/may be a complaint/);
    const shown = await scene.prairie.run(scene.carla, showReturned, { returnedId: taken.id });
    expect(shown.words).toBe('Somebody read me my bill. I will go to the FCC.');
  });
});

describe('An automatic reply and our own mail', () => {
  test('change nothing', async () => {
    const paula = await scene.notified();
    const away = reply(paula, 'No access to mail. Stop by.').replace(
      'Subject:',
      'Auto-Submitted: auto-replied\r\nSubject:',
    );
    expect(await take(away, '2026-06-10T14:00:00Z')).toMatchObject({ reading: 'automatic', effects: ['none'] });
    const loop = reply(paula, 'no').replace(/Message-ID: .*/, `Message-ID: ${paula.messageId}`);
    expect(await take(loop, '2026-06-10T14:00:00Z')).toMatchObject({ reading: 'own', effects: ['none'] });
    expect(await scene.refusal(paula.customerId, '2026-06-10T15:00:00Z')).toBe('none');
  });
});

const july = '2026-07-20T15:00:00Z';

describe('A bounce', () => {
  const bounced = (of: Notified, action: string, status: string, at: string) => take(report(of, action, status), at);

  test('for good voids the notice; the letter that replaces it starts a wait of its own', async () => {
    const gone = await scene.notified();
    const first = await bounced(gone, 'failed', '5.1.1', '2026-06-01T15:01:00Z');
    expect(first).toMatchObject({ reading: 'hard', deliveryId: gone.deliveryId, effects: ['returned'] });
    expect(await tasksOf(gone.customerId)).toMatchObject([{ kind: 'letter-wanted' }]);
    // the server says it again, and a person enters it too
    await bounced(gone, 'failed', '5.1.1', '2026-06-01T16:00:00Z');
    const again = await scene.prairie.run(scene.agnes, bounce, {
      deliveryId: gone.deliveryId,
      at: '2026-06-02',
      why: 'undeliverable-email',
    });
    expect(again.outcome).toBe('known');
    expect(await tasksOf(gone.customerId)).toHaveLength(1);
    await scene.prairie.at(july);
    expect(await scene.silence(gone.customerId, july)).toMatchObject({ allowed: false });
    await scene.prairie.run(scene.mark, recordDelivery, {
      customerId: gone.customerId,
      versionId: scene.letterVersion,
      method: 'mail',
      sent: '2026-06-12',
    });
    await scene.prairie.at('2026-08-20T15:00:00Z');
    // 45 days from the third day after mailing: the last waiting day is 30 July
    expect(await scene.silence(gone.customerId, '2026-07-30T23:59:59-05:00')).toMatchObject({ allowed: false });
    expect(await scene.silence(gone.customerId, '2026-07-31T00:00:00-05:00')).toMatchObject({ allowed: true });
    await scene.prairie.at('2026-06-10T15:00:00Z');
  });

  test('of a full mailbox waits three days, and then counts from the day it came', async () => {
    const full = await scene.notified();
    expect(await bounced(full, 'failed', '5.2.2', '2026-06-10T14:00:00Z')).toMatchObject({
      reading: 'soft',
      effects: ['waiting'],
    });
    await scene.prairie.at('2026-06-13T13:59:59Z');
    await work();
    expect(await tasksOf(full.customerId)).toEqual([]);
    await scene.prairie.at('2026-06-13T14:00:00Z');
    await work();
    expect(await tasksOf(full.customerId)).toMatchObject([{ kind: 'letter-wanted' }]);
    await scene.prairie.at(july);
    expect(await scene.silence(full.customerId, july)).toMatchObject({ allowed: false });
    await scene.prairie.at('2026-06-13T15:00:00Z');
  });

  test.each([
    ['the server then delivers it', (of: Notified) => report(of, 'delivered', '2.0.0')],
    ['the customer then asks about it', (of: Notified) => reply(of, 'What is CPNI?')],
  ])('that may pass returns nothing when %s', async (_, later) => {
    const slow = await scene.notified();
    await bounced(slow, 'failed', '4.4.7', '2026-06-13T14:00:00Z');
    await take(later(slow), '2026-06-13T14:30:00Z');
    await scene.prairie.at(july);
    await work();
    expect(await scene.silence(slow.customerId, july)).toMatchObject({ allowed: true });
    await scene.prairie.at('2026-06-13T15:00:00Z');
  });

  test('that may pass never waits beyond the day on which silence would count', async () => {
    const late = await scene.notified();
    await scene.prairie.at('2026-07-01T15:00:00Z');
    expect(await bounced(late, 'failed', '4.4.7', '2026-07-01T14:00:00Z')).toMatchObject({ effects: ['waiting'] });
    await scene.prairie.at('2026-07-02T05:00:00Z');
    await work();
    expect(await scene.silence(late.customerId, '2026-07-02T05:00:00Z')).toMatchObject({ allowed: false });
    const later = await scene.notified();
    expect(await bounced(later, 'failed', '4.4.7', '2026-07-02T05:00:00Z')).toMatchObject({ effects: ['returned'] });
    await scene.prairie.at('2026-06-13T15:00:00Z');
  });

  test('"delayed" is no failure', async () => {
    const slow = await scene.notified();
    expect(await bounced(slow, 'delayed', '4.4.7', '2026-06-13T14:00:00Z')).toMatchObject({
      reading: 'delayed',
      effects: ['none'],
    });
    await scene.prairie.at(july);
    await work();
    expect(await scene.silence(slow.customerId, july)).toMatchObject({ allowed: true });
    await scene.prairie.at('2026-06-13T15:00:00Z');
  });

  test('of a message that nobody knows is a task', async () => {
    const stranger = { customerId: '', deliveryId: '', account: '', email: 'x@y.example', messageId: '<x@y.example>' };
    expect(await bounced(stranger, 'failed', '5.1.1', '2026-06-13T14:00:00Z')).toMatchObject({ effects: ['task'] });
  });
});

test('marketing reads no replies, and another carrier sees none', async () => {
  await expect(scene.prairie.run(scene.mark, listReturned, {})).rejects.toThrow(/one of the roles/);
  const lakes = await scene.home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
  const lena = await lakes.person('Lena Fox', 'compliance');
  const [one] = (await scene.prairie.run(scene.carla, listReturned, {})).items;
  expect((await lakes.run(lena, listReturned, {})).items).toEqual([]);
  await expect(lakes.run(lena, showReturned, { returnedId: one?.id ?? '' })).rejects.toThrow(
    /no such returned message/,
  );
});
