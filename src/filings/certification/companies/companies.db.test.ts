import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certifying, certifyingFor } from '../../../../test/certifying.ts';
import { house, type TestHouse } from '../../../../test/house.ts';
import { enterComplaint } from '../../../cpni/complaints/enter.ts';
import { operations } from '../../../operations.ts';
import { readDocument } from '../../lint/read-document.ts';
import { evidenceHash } from './record.ts';

// Prairie's certificate covers Prairie, its sister Mesa, whose records Prairie keeps, and Lakes, which keeps its own.

let home: TestHouse;
let prairie: Certifying;
let lakes: Certifying;

beforeAll(async () => {
  home = await house();
  const own = { name: 'Lakes Telephone Company', filerId: '830002', records: 'own' as const };
  const here = [
    { name: 'Prairie Voice LLC', filerId: '829999' },
    { name: 'Mesa Dial LLC', filerId: '830001' },
  ];
  prairie = await certifyingFor(home, {}, [...here, own]);
  lakes = await certifyingFor(home, { name: own.name, shortName: 'Lakes', filerId: own.filerId }, null);
});
afterAll(() => home.close());

const vouch = () => lakes.prairie.run(lakes.clara, operations['filings.vouch'], { filingId: lakes.filingId });
const join = async (given: Awaited<ReturnType<typeof vouch>>) =>
  prairie.prairie.run(prairie.clara, operations['filings.join'], { filingId: prairie.filingId, ...given });
const complain = async (receivedOn: string) => {
  const { items } = await lakes.prairie.run(lakes.clara, operations['sources.list'], {});
  const complaint = {
    sourceId: items[0]?.id ?? '',
    category: 'other' as const,
    receivedOn,
    summary: 'A bill went astray.',
  };
  await lakes.prairie.run(lakes.clara, enterComplaint, complaint);
};

const printed = async (kind: 'certificate' | 'statement'): Promise<string> => {
  const rows = await prairie.prairie.look((ctx) =>
    ctx.tx
      .selectFrom('filingDocument')
      .select('bytes')
      .where('filingId', '=', prairie.filingId)
      .where('kind', '=', kind)
      .orderBy('round', 'desc')
      .execute(),
  );
  const read = await readDocument(new Uint8Array(rows[0]?.bytes ?? Buffer.alloc(0)));
  return 'text' in read ? read.text.replace(/\s+/g, ' ') : '';
};

describe('A certificate of several companies', () => {
  it('is not prepared while a company that keeps its own records gave no evidence', async () => {
    await prairie.write();
    await expect(prairie.prepare()).rejects.toMatchObject({
      type: 'filing-blocked',
      facts: { detail: expect.stringContaining('Lakes Telephone Company (830002)') },
    });
  });

  it('takes the evidence as it was given: not changed, not of a company that it does not name', async () => {
    await expect(vouch()).rejects.toMatchObject({ type: 'wrong-state' });
    await lakes.write();
    const given = await vouch();
    expect(given.hash).toBe(evidenceHash(given.evidence));
    const entry = await lakes.prairie.run(lakes.clara, operations['evidence.show'], { entryId: given.entryId });
    expect(entry.entry.facts).toMatchObject({ hash: given.hash });
    const told = { ...given.evidence, company: { name: 'Prairie Voice LLC', filerId: '829999' } };
    await expect(join({ ...given, evidence: told })).rejects.toMatchObject({ type: 'invalid-input' });
    await expect(join({ ...given, evidence: told, hash: evidenceHash(told) })).rejects.toMatchObject({
      type: 'invalid-input',
    });
    const next = { ...given.evidence, year: 2027 };
    await expect(join({ ...given, evidence: next, hash: evidenceHash(next) })).rejects.toMatchObject({
      type: 'invalid-input',
    });
    await join(given);
  });

  it('names each by its Filer ID, says whose records are kept together, and points to the entry of the other', async () => {
    expect(await prairie.prepare()).toMatch(/^[0-9a-f]{64}$/);
    const statement = await printed('statement');
    expect(statement).toMatch(
      /records of Prairie Voice LLC \(Form 499 Filer ID 829999\) and Mesa Dial LLC \(Form 499 Filer ID 830001\) are kept together/,
    );
    const given = await vouch();
    await join(given);
    await prairie.prepare();
    const again = await printed('statement');
    expect(again.replaceAll(' ', '')).toContain(given.entryId);
    expect(again.replaceAll(' ', '')).toContain(given.hash);
    expect(again).toMatch(/Of the sentences above, these are said of it too: 2\.2, .*5\.1/);
    expect(again).toMatch(/8\.\d Lakes uses CPNI to provide/);
    expect(await printed('certificate')).toMatch(/have not received any customer complaints in 2026/);
  });

  it('counts the complaints of all, so that none of one company hides none of another', async () => {
    await complain('2026-05-04');
    await lakes.write();
    await join(await vouch());
    await prairie.prepare();
    expect(await printed('certificate')).toMatch(/received 1 customer complaint in 2026/);
  });

  it('is not certified in compliance while the records of one company say that it is not', async () => {
    const because = ['Two of the staff were not trained in 2026.'];
    const outcome = { kind: 'not-in-compliance' as const, because, rest: 'adequate' as const };
    const { filingId } = lakes;
    await lakes.prairie.run(lakes.clara, operations['filings.write'], { filingId, outcome, withheld: [] });
    await join(await vouch());
    await expect(prairie.prepare()).rejects.toMatchObject({
      type: 'filing-blocked',
      facts: { detail: expect.stringContaining('Lakes Telephone Company') },
    });
  });

  it('is filed once: the other company notes the receipt, and its year is no longer due', async () => {
    const due = async () =>
      (await lakes.prairie.run(lakes.clara, operations['clocks.list'], {})).items.map(({ what }) => what);
    expect(await due()).toContain('File the CPNI certification for 2026');
    const filed = {
      filingId: lakes.filingId,
      under: 'Prairie Voice LLC',
      confirmation: '2027021012345',
      receivedAt: '2027-02-10T08:00:00-06:00',
    };
    await lakes.prairie.run(lakes.clara, operations['filings.filedJointly'], filed);
    expect(await due()).not.toContain('File the CPNI certification for 2026');
    const twice = lakes.prairie.run(lakes.clara, operations['filings.filedJointly'], filed);
    await expect(twice).rejects.toMatchObject({ type: 'already-exists' });
  });
});
