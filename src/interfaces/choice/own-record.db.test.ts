import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { type TelephonePeer, telephonePeer } from '../../../test/telephone.ts';
import { workAll } from '../../../test/work.ts';
import { discloseOnce } from '../../cpni/disclosures/log.ts';
import { operations } from '../../operations.ts';
import { visit } from '../../outside/visit.ts';
import { server } from '../http/server.ts';

let home: TestHouse;
let app: FastifyInstance;
let prairie: Choosing;
let peer: TelephonePeer;
let sourceId: string;

beforeAll(async () => {
  home = await house();
  peer = await telephonePeer();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-10-01T15:00:00Z') }), {});
  const { carla } = prairie.staff;
  await prairie.carrier.run(carla, operations['telephone.configure'], {
    dialect: 'twilio',
    address: peer.address,
    account: 'AC1',
    fromNumber: '+15155550100',
    staffNumber: '+15155550199',
    secret: 'a secret of the service',
  });
  const form = { kind: 'web', name: 'Complaint form', feeds: ['complaints'], fromDay: '2026-10-01' } as const;
  sourceId = (await prairie.carrier.run(carla, operations['sources.add'], { ...form, feeds: [...form.feeds] })).id;
  app = await server(home.connections);
});
afterAll(async () => {
  await app.close();
  await peer.close();
  await home.close();
});

type Rosa = { readonly id: string; readonly code: string; readonly number: string };
let made = 0;

/** A customer since October 1 with a number of record, to whom a notice went. */
const customer = async (): Promise<Rosa> => {
  made += 1;
  const number = `+1515555${String(4000 + made)}`;
  await prairie.carrier.at('2026-10-01T15:00:00Z');
  const { id, code } = await prairie.customer(`R-${made}`, '2026-09-15');
  const line = { customerId: id, category: 'interconnected-voip', number } as const;
  await prairie.carrier.run(prairie.staff.carla, operations['customers.services.add'], line);
  await prairie.carrier.at('2026-11-10T16:00:00Z');
  return { id, code, number };
};

const post = async ({ code }: Rosa, fields: Readonly<Record<string, string>>) =>
  (
    await app.inject({
      method: 'POST',
      url: `/choice/${code}`,
      payload: new URLSearchParams({ language: 'en', ...fields }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      remoteAddress: `198.51.100.${made}`,
    })
  ).body;

const work = () => workAll(home, { ...noOutside, visit, publicUrl: 'https://prairie.example' });

const lastText = ({ number }: Rosa): string => {
  const words = peer.asked.filter(({ fields }) => fields.To === number).map(({ fields }) => String(fields.Body));
  return words.flatMap((text) => / (?:is|es) ([0-9A-Z]{4}-[0-9A-Z]{4})\./.exec(text)?.[1] ?? []).at(-1) ?? '';
};

/** Has a code texted for one thing; the code that came. */
const texted = async (rosa: Rosa, choice: string): Promise<string> => {
  await post(rosa, { choice, send: 'text' });
  await work();
  return lastText(rosa);
};

type Disclosed = Pick<z.input<typeof discloseOnce.takes>, 'recipient' | 'toName' | 'purpose'>;

const disclose = (customerId: string, what: Disclosed) =>
  prairie.carrier.run(prairie.staff.carla, discloseOnce, {
    reason: 'x',
    cpni: ['call-detail', 'billing'],
    customerIds: [customerId],
    ...what,
  });

describe('What is on record of a customer', () => {
  it('is shown to nobody who holds his notice only', async () => {
    const rosa = await customer();
    const opened = (await app.inject({ url: `/choice/${rosa.code}` })).body;
    expect(opened).toContain('who was given your information');
    expect(opened).toContain(`/complaints/${sourceId}?language=en`);
    expect(await post(rosa, { choice: 'history' })).not.toContain('Who was given your information');
  });

  it('tells in plain words who was given his information, and no demand of an authority and no traceback', async () => {
    const rosa = await customer();
    const carrier = { recipient: 'new-carrier', toName: 'Lakes Telephone', purpose: 'port' } as const;
    expect(await disclose(rosa.id, carrier)).toMatchObject({ given: 1 });
    const court = { recipient: 'government', toName: 'District Court', purpose: 'legal-process' } as const;
    expect(await disclose(rosa.id, court)).toMatchObject({ given: 1 });
    const group = { recipient: 'third-party', toName: 'Industry Traceback Group', purpose: 'protect' } as const;
    expect(await disclose(rosa.id, group)).toMatchObject({ given: 1 });
    const page = await post(rosa, { choice: 'history', way: 'text', oneTimeCode: await texted(rosa, 'history') });
    expect(page).toMatch(
      /: Lakes Telephone\. What: Whom you called .*; What you are billed\. What for: To move your number/,
    );
    for (const untold of ['District Court', 'Traceback', 'fraud and misuse']) expect(page).not.toContain(untold);
    expect(page).toContain('What a court or another authority asked for, and what was given to stop fraud');
  });

  it('of whom an authority or an investigation alone was told says neither that, nor that nobody was', async () => {
    const rosa = await customer();
    const litigant = { recipient: 'third-party', toName: 'Smith v. Jones', purpose: 'legal-process' } as const;
    const provider = { recipient: 'third-party', toName: 'Lakes Telephone', purpose: 'protect' } as const;
    const helpers = { recipient: 'third-party', toName: 'County 911', purpose: 'emergency' } as const;
    for (const to of [litigant, provider]) expect(await disclose(rosa.id, to)).toMatchObject({ given: 1 });
    await prairie.carrier.run(prairie.staff.carla, discloseOnce, {
      ...{ ...helpers, reason: 'x', cpni: ['location'], customerIds: [rosa.id] },
    });
    const page = await post(rosa, { choice: 'history', way: 'text', oneTimeCode: await texted(rosa, 'history') });
    for (const untold of ['Smith', 'Lakes Telephone', 'County', 'to nobody']) expect(page).not.toContain(untold);
    expect(page).toContain('Who was given your information</h2><p>This list is empty.</p>');
  });

  it('tells which changes were made on his account and how he was told, without the values, and where to complain', async () => {
    const rosa = await customer();
    const address = { customerId: rosa.id, kind: 'email', value: 'rosa@new.example' } as const;
    await prairie.carrier.run(prairie.staff.agnes, operations['customers.contacts.add'], address);
    await work();
    const page = await post(rosa, { choice: 'history', way: 'text', oneTimeCode: await texted(rosa, 'history') });
    expect(page).toMatch(
      /On November 10, 2026, at .*: an address was added, changed or taken off\. We told you by text\./,
    );
    expect(page).not.toContain('rosa@new.example');
    expect(page).toContain(`/complaints/${sourceId}?language=en`);
    expect(Buffer.byteLength(page)).toBeLessThan(40_000);
  });
});

describe('The password for the telephone', () => {
  it('is set by a code that says it is for nothing else, and the customer is told', async () => {
    const rosa = await customer();
    const forYes = await texted(rosa, 'yes');
    const wanted = { choice: 'password', way: 'text', newDigits: '482915' };
    expect(await post(rosa, { ...wanted, oneTimeCode: forYes })).toContain('That was not the latest code');
    const code = await texted(rosa, 'password');
    expect(code).not.toBe(forYes);
    const simple = await post(rosa, { ...wanted, newDigits: '123456', oneTimeCode: code });
    expect(simple).toContain('id="digits-fault" role="alert"');
    expect(await post(rosa, { ...wanted, newDigits: 'twelve', oneTimeCode: code })).toContain('cannot be used');
    expect(await post(rosa, { ...wanted, oneTimeCode: code })).toContain('Your password for the telephone is set.');
    // once
    expect(await post(rosa, { ...wanted, oneTimeCode: code })).toContain('That was not the latest code');
    await work();
    const told = peer.asked.filter(({ fields }) => fields.To === rosa.number).at(-1)?.fields.Body;
    expect(told).toContain('The password of your account was set or changed.');
    // it proves him from now on
    const history = await post(rosa, { choice: 'history', password: '482915' });
    expect(history).toContain('a password was set or changed. We told you by text.');
    expect(await post(rosa, { choice: 'history', password: '482916' })).toContain('That was not the password');
  });

  it('set by this code opens no yes', async () => {
    const rosa = await customer();
    const code = await texted(rosa, 'password');
    expect(await post(rosa, { choice: 'yes', way: 'text', oneTimeCode: code })).toContain(
      'That was not the latest code',
    );
  });

  it('is told of in Spanish whole', async () => {
    const rosa = await customer();
    const page = await post(rosa, { choice: 'password', language: 'es' });
    expect(page).toContain('<html lang="es">');
    for (const text of ['Elija la contraseña para el teléfono', 'Primero, reciba un código', 'de seis a diez dígitos'])
      expect(page).toContain(text);
  });
});

describe('The back-up question', () => {
  const backup = { choice: 'backup', way: 'text', prompt: 'Which word did you choose for a rainy morning?' };

  it('is set for a login of his own only, may ask for nothing that others can know, and is asked from then on', async () => {
    const rosa = await customer();
    const portal = prairie.carrier.machine('portal', 'portal');
    const origin = `198.51.100.${made}`;
    const enrolled = await prairie.carrier.run(portal, operations['online.enrol'], {
      account: `R-${made}`,
      way: 'text',
      origin,
    });
    await work();
    await prairie.carrier.run(portal, operations['online.confirm'], {
      codeId: enrolled.outcome === 'asked' ? enrolled.codeId : '',
      oneTimeCode: lastText(rosa),
      origin,
      sets: { what: 'online', login: 'rosa@mail.example', password: 'seven quiet lanterns', backup: null },
    });
    await prairie.carrier.at('2026-11-10T16:05:00Z');
    const oneTimeCode = await texted(rosa, 'backup');
    const tried = (changes: Readonly<Record<string, string>>) =>
      post(rosa, { ...backup, login: 'rosa@mail.example', secretAnswer: 'marmalade', oneTimeCode, ...changes });
    expect(await tried({ login: 'dana@mail.example' })).toContain('No online account of yours has this name');
    const known = await tried({ prompt: 'What is your mother’s maiden name?' });
    expect(known).toContain('id="prompt-fault" role="alert"');
    expect(known).toContain('value="rosa@mail.example"');
    expect(known).not.toContain('marmalade');
    expect(await tried({ secretAnswer: 'abc' })).toContain('id="answer-fault" role="alert"');
    expect(await tried({})).toContain('Your back-up question is set.');
    const asked = { login: 'rosa@mail.example', language: 'en', origin: '192.0.2.99' } as const;
    expect(await prairie.carrier.run(portal, operations['online.prompt'], asked)).toMatchObject({
      prompt: backup.prompt,
    });
  });
});
