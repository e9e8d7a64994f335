// A court orders an interception: two authorizations, one certification, and a store that nobody opens by his role alone.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { canonical } from '../../ledger/canonical.ts';
import { operations } from '../../operations.ts';
import { order, policies } from './interceptions.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let olga: Staff;
let noor: Staff;
let nils: Staff;
let cole: Staff;
let interceptionId: string;

const start = '2026-06-01T11:00:00-05:00';
const publish = (who: Staff, more: object) =>
  prairie.run(who, operations['interceptionPolicies.publish'], {
    ...policies,
    officerId: olga.id,
    designees: [noor.id],
    password: who.password,
    ...more,
  });
const open = (who: Staff) =>
  prairie.run(who, operations['interceptions.open'], {
    ...order,
    numbers: [...order.numbers],
    circuits: [...order.circuits],
    authorizedUntil: '2026-07-31T10:00:00-05:00',
  });
const authorize = (who: Staff) =>
  prairie.run(who, operations['interceptions.authorize'], { interceptionId, password: who.password });
const enable = (who: Staff, startAt: string) =>
  prairie.run(who, operations['interceptions.enable'], { interceptionId, startAt });
const certify = (who: Staff) =>
  prairie.run(who, operations['interceptions.certify'], { interceptionId, password: who.password });
const show = (who: Staff) => prairie.run(who, operations['interceptions.show'], { interceptionId });

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  olga = await prairie.person('Olga Grant', 'officer');
  noor = await prairie.person('Noor Haddad', 'network');
  nils = await prairie.person('Nils Berg', 'network', 'compliance', 'auditor');
  cole = await prairie.person('Cole Ames', 'counsel', 'officer');
});
afterAll(() => home.close());

describe('Policies', () => {
  it('are refused by their words: without both authorizations, and with an officer who is not of the staff', async () => {
    await expect(publish(olga, { statement: 'Staff need a court order.' })).rejects.toMatchObject({
      facts: { cite: '47 CFR 1.20003(b)(1)', detail: expect.stringMatching(/legal and carrier/) },
    });
    await expect(publish(olga, { interpretation: 'Whatever is lawful.' })).rejects.toMatchObject({
      facts: { cite: '47 CFR 1.20003(b)(2)' },
    });
    await expect(publish(olga, { officerId: interceptionIdOfNobody })).rejects.toMatchObject({ type: 'not-found' });
    await expect(publish(olga, { password: 'wrong' })).rejects.toMatchObject({ type: 'wrong-password' });
  });

  it('open nothing before they are published', async () => {
    await expect(open(olga)).rejects.toMatchObject({ type: 'not-allowed' });
  });

  it('name the officer, the contact at any hour and who is designated, and are due at the FCC within 90 days', async () => {
    const { versions, filings } = await publish(olga, {});
    expect(versions).toMatchObject([
      { version: 1, officerName: 'Olga Grant', contact: policies.contact, designees: ['Noor Haddad'] },
    ]);
    // June 1 and 90 days is August 30, a Sunday
    expect(filings).toMatchObject([
      { cause: 'first', filedOn: null, refile: { due: '2026-08-31', cite: '47 CFR 1.20005(a)' } },
    ]);
  });
});

const interceptionIdOfNobody = '00000000-0000-7000-8000-000000000000';

describe('The two authorizations', () => {
  it('begin with the court’s, entered by somebody designated: an officer, counsel or engineer by his role alone is not', async () => {
    for (const who of [cole, nils]) await expect(open(who)).rejects.toThrow(/whom the policies in force designate/);
    ({ id: interceptionId } = await open(noor));
    await expect(enable(noor, start)).rejects.toThrow(/not both there/);
  });

  it('end with the carrier’s own, which only its senior officer gives, with the password', async () => {
    await expect(authorize(noor)).rejects.toThrow(/senior officer’s to give/);
    await expect(
      prairie.run(olga, operations['interceptions.authorize'], { interceptionId, password: 'wrong' }),
    ).rejects.toMatchObject({ type: 'wrong-password' });
    expect(await authorize(olga)).toEqual({ id: interceptionId, state: 'authorized' });
  });

  it('come before the start, by the operation and by the database', async () => {
    await prairie.at('2026-06-01T12:00:00-05:00');
    await expect(enable(noor, '2026-06-01T09:59:59-05:00')).rejects.toThrow(/before its authorizations/);
    await expect(
      prairie.look(({ tx }) => {
        const early = { startAt: Date.parse('2026-06-01T14:59:59Z'), overseerId: noor.id, overseerName: 'Noor' };
        return tx.updateTable('interception').set(early).where('id', '=', interceptionId).execute();
      }),
    ).rejects.toThrow(/two_authorizations_before_it_is_enabled/);
    expect(await enable(noor, start)).toEqual({ id: interceptionId, state: 'enabled' });
  });
});

describe('The one certification', () => {
  it('is signed by whoever oversees it, once, with six fields', async () => {
    await expect(certify(olga)).rejects.toThrow(/nobody certifies for another/);
    const { certificationHash } = await certify(noor);
    await expect(certify(noor)).rejects.toThrow(/It is certified/);
    const shown = await show(noor);
    expect(shown.certification).toEqual({
      numbersAndCircuits: ['+12025550143', 'trunk 7/3'],
      startedAt: start,
      officerPresenting: 'Special Agent R. Cole, badge 4711',
      signerOfAuthorization: 'Judge M. Alvarez',
      type: 'pen-register',
      overseer: 'Noor Haddad',
    });
    expect(shown.certificationHash).toBe(certificationHash);
    // its fields are few and guessable: a plain hash would let whoever reads evidence find them out
    expect(certificationHash).not.toBe(
      createHash('sha256')
        .update(canonical(shown.certification ?? {}))
        .digest('hex'),
    );
    expect(shown.certify).toMatchObject({ due: '2026-06-02', cite: '47 CFR 1.20004(a)(3)' });
  });
});

describe('The store', () => {
  it('is shut to every role that is not designated, to machines and to jobs', async () => {
    for (const who of [cole, nils]) await expect(show(who)).rejects.toMatchObject({ type: 'not-allowed' });
    await expect(
      prairie.run(prairie.machine('switch', 'officer', 'network'), operations['interceptions.list'], {}),
    ).rejects.toMatchObject({ type: 'person-needed' });
    await expect(prairie.look((ctx) => operations['interceptions.list'].run(ctx, {}))).rejects.toMatchObject({
      type: 'not-allowed',
    });
  });

  it('holds nothing in the clear: not in a table, not in evidence, not in what repeats are answered from', async () => {
    const { rows } = await prairie.look(({ tx }) =>
      sql<{ text: string }>`
        select i::text as text from interception i union all select convert_from(body::text::bytea, 'utf8') from ledger_entry
        union all select t::text from task t union all select c::text from clock_told c`.execute(tx),
    );
    const all = rows.map(({ text }) => text).join('\n');
    for (const secret of ['2025550143', 'Alvarez', 'badge 4711', 'pen-register', 'trunk 7'])
      expect(all).not.toContain(secret);
    expect(all).toContain('security-store.read');
  });

  it('opens a record only as itself: a sealed text under another id is refused', async () => {
    const { id: other } = await open(noor);
    await prairie.look(async ({ tx }) => {
      const { sealed } = await tx
        .selectFrom('interception')
        .select('sealed')
        .where('id', '=', interceptionId)
        .executeTakeFirstOrThrow();
      await tx.updateTable('interception').set({ sealed }).where('id', '=', other).execute();
    });
    await expect(prairie.run(noor, operations['interceptions.show'], { interceptionId: other })).rejects.toMatchObject({
      type: 'unavailable',
    });
  });

  it('tells of every look: who and when, not at what kind of thing', async () => {
    const before = await looks();
    await show(noor);
    await prairie.run(olga, operations['interceptions.list'], {});
    const after = await looks();
    expect(after.length - before.length).toBe(2);
    expect(after.at(-1)).toContain('Olga Grant');
    expect(after.join('')).not.toContain('interception');
  });
});

const looks = async (): Promise<readonly string[]> => {
  const rows = await prairie.look(({ tx }) =>
    tx.selectFrom('ledgerEntry').select('body').where('kind', 'like', 'security-store.%').orderBy('id').execute(),
  );
  return rows.map(({ body }) => body).filter((body) => /security-store\.(read|listed)/.test(body));
};

it('What was made without authorization has its record and certification, and ends like every other', async () => {
  const { id } = await prairie.run(noor, operations['interceptions.recordWithout'], {
    ...order,
    numbers: [...order.numbers],
    circuits: [...order.circuits],
    officer: null,
    signer: null,
    authority: null,
    authorityHash: null,
    startAt: '2026-05-30T08:00:00-05:00',
  });
  const end = () =>
    prairie.run(noor, operations['interceptions.end'], { interceptionId: id, endedAt: '2026-06-01T12:00:00-05:00' });
  await expect(end()).rejects.toThrow(/not certified/);
  await prairie.run(noor, operations['interceptions.certify'], { interceptionId: id, password: noor.password });
  const shown = await prairie.run(noor, operations['interceptions.show'], { interceptionId: id });
  expect(shown).toMatchObject({
    authorized: 'without',
    certification: { officerPresenting: 'none: made without appropriate authorization', overseer: 'Noor Haddad' },
  });
  expect((await end()).state).toBe('ended');
});

it('Somebody who is designated no more is shut out with the next version', async () => {
  await publish(olga, { designees: [cole.id] });
  await expect(show(noor)).rejects.toMatchObject({ type: 'not-allowed' });
  expect((await show(cole)).id).toBe(interceptionId);
});
