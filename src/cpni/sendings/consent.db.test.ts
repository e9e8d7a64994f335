import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Sending, sendingAt } from '../../../test/sending.ts';
import { type MailServer, mailServer } from '../../../test/smtp.ts';
import { client, migrations } from '../../db/migrate.ts';
import { operations } from '../../operations.ts';
import { emailConsent } from '../customers/email-consent.ts';
import { importCustomers } from '../customers/import/import.ts';
import { showRun, stopRun } from './approve-run.ts';

let home: TestHouse;
let server: MailServer;
let scene: Sending;

beforeAll(async () => {
  home = await house();
  server = await mailServer();
});
beforeEach(async () => {
  server.received.length = 0;
  scene = await sendingAt(home, server);
});
afterAll(async () => {
  await server.close();
  await home.close();
});

describe('consent to e-mail at one address', () => {
  const consented = async (account: string): Promise<{ readonly id: string; readonly contactId: string }> => {
    const id = await scene.customer(account, 'silent');
    const { contactId } = await scene.carrier.run(scene.carla, emailConsent, {
      ...{ customerId: id, consent: 'given', how: 'online', proof: 'form 7' },
    });
    return { id, contactId: contactId ?? '' };
  };
  const letters = async (runId: string) => (await scene.carrier.run(scene.carla, showRun, { runId })).letters;
  const contacts = { link: operations['customers.contacts.add'], end: operations['customers.contacts.end'] };

  test('is none for the address that took its place: the notice goes by letter until he consents anew', async () => {
    const { id: customerId, contactId } = await consented('c1');
    await scene.carrier.run(scene.carla, contacts.end, { customerId, contactId });
    await scene.carrier.run(scene.carla, contacts.link, { customerId, kind: 'email', value: 'new@mail.example' });
    const runId = await scene.send('c1');
    expect(server.received).toEqual([]);
    expect(await letters(runId)).toEqual({ 'consent to e-mail was given for no address that the account has': 1 });
    await scene.carrier.run(scene.sol, stopRun, { runId, why: 'He consents anew.' });
    await scene.carrier.run(scene.carla, emailConsent, {
      ...{ customerId, consent: 'given', how: 'by-telephone', proof: 'call 12' },
    });
    await scene.send('c1');
    expect(server.received.map(({ to }) => to)).toEqual(['new@mail.example']);
  });

  test('holds for it while a newer one stands beside it, and for the same address linked again', async () => {
    const { id: customerId, contactId } = await consented('c2');
    await scene.carrier.run(scene.carla, contacts.link, { customerId, kind: 'email', value: 'newer@mail.example' });
    await scene.send('c2');
    expect(server.received.map(({ to }) => to)).toEqual(['c2@mail.example']);
    const { id: again, contactId: first } = await consented('c3');
    await scene.carrier.run(scene.carla, contacts.end, { customerId: again, contactId: first });
    await scene.carrier.run(scene.carla, contacts.link, { customerId: again, kind: 'email', value: 'C3@mail.example' });
    await scene.send('c3');
    expect(server.received.at(-1)?.to).toMatch(/^c3@mail.example$/i);
    expect(contactId).not.toBe(first);
  });

  test('names an address of that customer only, and withdrawn it is withdrawn for all', async () => {
    const { contactId } = await consented('c4');
    const other = await consented('c5');
    const foreign = { customerId: other.id, consent: 'given', how: 'online', proof: 'form 7', contactId } as const;
    await expect(scene.carrier.run(scene.carla, emailConsent, foreign)).rejects.toThrow(/e-mail address/);
    await scene.carrier.run(scene.carla, emailConsent, { ...foreign, consent: 'withdrawn', contactId: null });
    const runId = await scene.send('c5');
    expect(await letters(runId)).toEqual({ 'no consent to notices by e-mail stands': 1 });
  });

  test('is not taken while the account has no address that it could be for', async () => {
    const { id: customerId } = await scene.carrier.run(scene.carla, operations['customers.add'], {
      ...{ account: 'c10', name: 'A Customer' },
    });
    const said = { customerId, consent: 'given', how: 'in-writing', proof: 'form 9' } as const;
    const none = { type: 'invalid-input', facts: { detail: expect.stringContaining("'contactId'") } };
    await expect(scene.carrier.run(scene.carla, emailConsent, said)).rejects.toMatchObject(none);
    const { id: contactId } = await scene.carrier.run(scene.carla, contacts.link, {
      ...{ customerId, kind: 'email', value: 'c10@mail.example' },
    });
    // said the day before the address was entered: it counts for the one that is named
    const yesterday = { ...said, at: '2026-01-01T15:00:00Z' };
    await expect(scene.carrier.run(scene.carla, emailConsent, yesterday)).rejects.toMatchObject(none);
    expect(await scene.carrier.run(scene.carla, emailConsent, { ...yesterday, contactId })).toMatchObject({
      contactId,
    });
    expect(await scene.carrier.run(scene.carla, emailConsent, { ...said, consent: 'withdrawn' })).toMatchObject({
      contactId: null,
    });
  });

  const imported = (...lines: readonly string[]) =>
    scene.carrier.stream(scene.carla, importCustomers, { mode: 'commit' }, lines.join('\n'));

  test('that came with a file is for the address of that file, linked long after the day of consent', async () => {
    await imported('account_number,name,services,email,email_consent_date', 'c6,A,local,c6@mail.example,2025-01-10');
    await imported('account_number,name,services,email', 'c7,A,local,c7@mail.example');
    await imported('account_number,name,services,email_consent_date', 'c7,A,local,2025-01-10');
    await scene.send('c6', 'c7');
    expect(server.received.map(({ to }) => to).sort()).toEqual(['c6@mail.example', 'c7@mail.example']);
  });

  test('that came with a file before addresses were kept with consents is found again; one that staff recorded is left as it is', async () => {
    await imported('account_number,name,services,email,email_consent_date', 'c8,A,local,c8@mail.example,2025-01-10');
    await consented('c9');
    const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
    await owner.query('update permission_event set contact_id = null where carrier_id = $1', [scene.carrier.id]);
    for (const { text } of migrations().filter(({ name }) => name.startsWith('0078'))) await owner.query(text);
    await owner.end();
    const runId = await scene.send('c8', 'c9');
    expect(server.received.map(({ to }) => to)).toEqual(['c8@mail.example']);
    expect(await letters(runId)).toEqual({ 'consent to e-mail was given for no address that the account has': 1 });
  });

  test('counts for a notice of before notices kept their address as it did', async () => {
    const { id: customerId, contactId } = await consented('d1');
    await scene.carrier.run(scene.carla, contacts.end, { customerId, contactId });
    await scene.carrier.run(scene.carla, contacts.link, { customerId, kind: 'email', value: 'd1@mail.example' });
    await scene.carrier.run(scene.carla, emailConsent, {
      ...{ customerId, consent: 'given', how: 'online', proof: 'form 8' },
    });
    await scene.send('d1');
    const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
    await owner.query(`update permission_event set contact_id = null where type = 'notice'`);
    for (const { text } of migrations().filter(({ name }) => name.startsWith('0090'))) await owner.query(text);
    await owner.end();
    const events = await scene.carrier.look(({ tx }) =>
      tx.selectFrom('permissionEvent').select(['type', 'contactId']).where('customerId', '=', customerId).execute(),
    );
    // one name for the address, that of its first link
    expect(events.map(({ contactId: named }) => named)).toEqual([contactId, contactId, contactId]);
  });
});
