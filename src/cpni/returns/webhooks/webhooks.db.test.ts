import { createHmac, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listTasks } from '../../../carriers/tasks/list.ts';
import { server } from '../../../interfaces/http/server.ts';
import { type Notified, type ReturnScene, returnScene } from '../returns.example.ts';
import { listReturned } from '../show.ts';
import { configureWebhook } from './take.ts';

let scene: ReturnScene;
let app: FastifyInstance;

const secret = `whsec_${randomBytes(24).toString('base64')}`;
const topic = 'arn:aws:sns:us-east-1:123456789012:returned-mail';
const sendgrid = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const amazon = generateKeyPairSync('rsa', { modulusLength: 2048 });

beforeAll(async () => {
  scene = await returnScene({ demo: true });
  await scene.prairie.at('2026-06-10T15:00:00Z');
  const nate = await scene.prairie.person('Nate Cole', 'network');
  const certificate = amazon.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const publicKey = sendgrid.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  for (const key of [
    { provider: 'standard', secret } as const,
    { provider: 'sendgrid', publicKey } as const,
    { provider: 'ses', topic, certificate } as const,
  ])
    await scene.prairie.run(nate, configureWebhook, { key });
  app = await server(scene.home.connections);
});
afterAll(async () => {
  await app.close();
  await scene.home.close();
});

const call = async (provider: string, headers: Record<string, string>, body: string) => {
  const url = `/webhooks/mail/${scene.prairie.id}/${provider}`;
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: answer.statusCode, body: answer.json() };
};

const second = Date.parse('2026-06-10T15:00:00Z') / 1000;

const standard = (id: string, type: string, of: Notified, at = second) => {
  const body = JSON.stringify({
    type,
    timestamp: '2026-06-10T14:59:00Z',
    data: { messageId: of.messageId, recipient: of.email },
  });
  const key = Buffer.from(secret.slice(6), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  return {
    body,
    headers: { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,old v1,${signature}` },
  };
};

const grid = (events: readonly object[], by: KeyObject = sendgrid.privateKey) => {
  const body = JSON.stringify(events);
  const signature = createSign('sha256').update(`${second}${body}`).sign(by, 'base64');
  return {
    body,
    headers: {
      'x-twilio-email-event-webhook-signature': signature,
      'x-twilio-email-event-webhook-timestamp': String(second),
    },
  };
};

const sns = (id: string, message: object, from = topic) => {
  const fields = {
    Message: JSON.stringify(message),
    MessageId: id,
    Timestamp: '2026-06-10T14:59:00.000Z',
    TopicArn: from,
    Type: 'Notification',
  };
  const text = Object.entries(fields)
    .map(([name, value]) => `${name}\n${value}\n`)
    .join('');
  const Signature = createSign('RSA-SHA256').update(text).sign(amazon.privateKey, 'base64');
  return JSON.stringify({
    ...fields,
    SignatureVersion: '2',
    Signature,
    SigningCertURL: 'https://sns.example/cert.pem',
  });
};

const ses = (of: Notified, bounceType: string) => ({
  eventType: 'Bounce',
  bounce: { bounceType, bouncedRecipients: [{ emailAddress: of.email, status: '5.1.1' }] },
  mail: { messageId: 'ses-1', destination: [of.email], headers: [{ name: 'Message-ID', value: of.messageId }] },
});

const kept = async (of: Notified) =>
  (await scene.prairie.run(scene.carla, listReturned, { customerId: of.customerId })).items;
const refusal = (of: Notified) => scene.refusal(of.customerId, '2026-06-10T15:00:00Z');

describe('A signed call', () => {
  test('of a bounce voids the notice, told twice once', async () => {
    const gone = await scene.notified();
    const { body, headers } = standard('evt_1', 'email.bounced', gone);
    expect(await call('standard', headers, body)).toEqual({ status: 200, body: { recorded: 1, known: 0 } });
    expect(await call('standard', headers, body)).toEqual({ status: 200, body: { recorded: 0, known: 1 } });
    expect(await kept(gone)).toMatchObject([{ via: 'webhook', reading: 'hard', deliveryId: gone.deliveryId }]);
    expect(
      (await scene.prairie.run(scene.carla, listTasks, { subject: `customer:${gone.customerId}` })).items,
    ).toHaveLength(1);
  });

  test('that unsubscribes is a no; that marks as unwanted is a no until a person has asked', async () => {
    const [walter, dana] = [await scene.notified(), await scene.notified()];
    const event = (of: Notified, name: string) => ({
      event: name,
      sg_event_id: `${name}-${of.account}`,
      timestamp: second - 60,
      email: of.email,
      'smtp-id': of.messageId,
    });
    const events = [
      event(walter, 'unsubscribe'),
      event(dana, 'spamreport'),
      event(dana, 'open'),
      event(walter, 'delivered'),
    ];
    const { body, headers } = grid(events);
    expect(await call('sendgrid', headers, body)).toEqual({ status: 200, body: { recorded: 3, known: 0 } });
    // the provider sends the batch again with one more in it
    const more = grid([...events, event(dana, 'deferred')]);
    expect((await call('sendgrid', more.headers, more.body)).body).toEqual({ recorded: 1, known: 3 });
    expect([await refusal(walter), await refusal(dana)]).toEqual(['stands', 'stands']);
    expect((await scene.prairie.run(scene.carla, listTasks, { kind: 'abuse-report' })).items).toHaveLength(1);
  });

  test('of Amazon SES by SNS: permanent is for good, transient waits', async () => {
    const [gone, full] = [await scene.notified(), await scene.notified()];
    expect((await call('ses', {}, sns('n-1', ses(gone, 'Permanent')))).body).toEqual({ recorded: 1, known: 0 });
    expect((await call('ses', {}, sns('n-2', ses(full, 'Transient')))).body).toEqual({ recorded: 1, known: 0 });
    expect((await call('ses', {}, sns('n-1', ses(gone, 'Permanent')))).body).toEqual({ recorded: 0, known: 1 });
    expect(await kept(gone)).toMatchObject([{ reading: 'hard', status: '5.1.1' }]);
    expect(await kept(full)).toMatchObject([{ reading: 'soft' }]);
  });
});

describe('A call that is not the provider’s', () => {
  test('changes nothing: wrong key, changed body, old signature, another topic, no key set', async () => {
    const walter = await scene.notified();
    const good = standard('evt_9', 'email.bounced', walter);
    const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
    const forged = grid(
      [{ event: 'bounce', sg_event_id: 'x', timestamp: second, 'smtp-id': walter.messageId }],
      stranger,
    );
    const old = standard('evt_10', 'email.bounced', walter, second - 301);
    const other = sns('n-9', ses(walter, 'Permanent'), `${topic}-of-a-stranger`);
    const answers = [
      await call('standard', good.headers, good.body.replace('bounced', 'delivered')),
      await call('standard', {}, good.body),
      await call('standard', old.headers, old.body),
      await call('sendgrid', forged.headers, forged.body),
      await call('ses', {}, other),
      await call('ses', {}, 'no JSON at all'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    expect(await kept(walter)).toEqual([]);
    const lakes = await scene.home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
    const url = `/webhooks/mail/${lakes.id}/standard`;
    const there = await app.inject({ method: 'POST', url, headers: good.headers, body: good.body });
    expect(there.statusCode).toBe(403);
  });
});
