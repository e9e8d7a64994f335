import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { signNoComplaints } from '../../cpni/complaints/nil.ts';
import { addSource } from '../../cpni/complaints/sources.ts';
import { signNoPretexting } from '../../cpni/pretexting/nil.ts';
import { operations } from '../../operations.ts';
import { completeTraining, publishCourse } from '../../personnel/courses.ts';
import { readDocument } from '../lint/read-document.ts';
import { signFiling } from '../signatures/sign.ts';
import { amendFiling } from './amend.ts';
import { openFiling } from './open.ts';
import { showPacket } from './packet.ts';
import { packetHashOf } from './packet-hash.ts';
import { recordReceipt } from './receipt.ts';
import { showFiling } from './show.ts';

const writeFiling = operations['filings.write'];
const prepareFiling = operations['filings.prepare'];

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;
let clara: Staff;
let otto: Staff;
let olga: Staff;
let lena: Staff;
let filingId = '';
let signing = { filingId: '', packetHash: '', password: '' };

const contact = {
  name: 'Clara Reyes',
  organization: 'Prairie Voice LLC',
  address: ['12 Elm Street', 'Des Moines, IA 50309'],
  telephone: '+1 515 555 0100',
  email: 'compliance@prairievoice.example',
};
const sender = { ...contact, title: 'Compliance manager', capacity: 'company' as const };
const inCompliance = { kind: 'in-compliance' as const };
const opening = { year: 2026, companies: null, contact, sender };

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-02T15:00:00Z') });
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2027-02-01T15:00:00Z') });
  clara = await prairie.person('Clara Reyes', 'compliance');
  otto = await prairie.person('Otto Grant', 'officer');
  olga = await prairie.person('Olga Lind', 'officer');
  lena = await lakes.person('Lena Fox', 'compliance', 'officer');
  await prairie.run(clara, addSource, {
    name: 'Support line',
    kind: 'phone',
    feeds: ['complaints', 'data-brokers', 'pretexters'],
    fromDay: '2026-01-01',
  });
});
afterAll(() => home.close());

const nilReports = async (carrier: TestCarrier, who: Staff) => {
  const signer = { year: 2026, password: who.password };
  await carrier.run(who, signNoComplaints, signer);
  await carrier.run(who, signNoPretexting, { ...signer, register: 'data-brokers' });
  await carrier.run(who, signNoPretexting, { ...signer, register: 'pretexters' });
};

const prepare = (officer: Staff) =>
  prairie.run(clara, prepareFiling, { filingId, officerId: officer.id, filesOn: '2027-02-10' });

describe('A year in which nothing was recorded', () => {
  it('gives sentences without evidence: untested, never supported', async () => {
    await prairie.at('2027-02-10T15:00:00Z');
    filingId = (await prairie.run(clara, openFiling, opening)).id;
    const written = await prairie.run(clara, writeFiling, { filingId, outcome: inCompliance, withheld: [] });
    const gate = written.sentences.find(({ code }) => code === 'gate');
    expect(gate?.mark).toBe('untested');
    expect(written.sentences.find(({ code }) => code === 'telephone')?.mark).toBe('untested');
    expect(written.figures.decisions).toBe(0);
    expect(written.marks.contradicted).toBe(0);
  });

  it('is not certified while nobody signed that no complaint came in', async () => {
    await expect(prepare(otto)).rejects.toMatchObject({ type: 'filing-blocked' });
  });

  it('opens one certification a year', async () => {
    await expect(prairie.run(clara, openFiling, opening)).rejects.toMatchObject({ type: 'already-exists' });
  });
});

describe('A contradicted sentence', () => {
  it('blocks the packet until the practice is mended or the outcome says so', async () => {
    await nilReports(prairie, clara);
    await prairie.at('2026-03-02T15:00:00Z');
    const course = { title: 'CPNI', version: '2026', hash: 'c'.repeat(64), passScore: null };
    const { id: courseId } = await prairie.run(clara, publishCourse, course);
    await prairie.at('2027-02-10T15:00:00Z');
    await expect(prepare(otto)).rejects.toMatchObject({
      type: 'filing-blocked',
      facts: { detail: expect.stringContaining('training') },
    });
    const because = ['Three of the staff were not trained in 2026; the course is held again in March 2027.'];
    const outcome = { kind: 'not-in-compliance' as const, because, rest: 'adequate' as const };
    await prairie.run(clara, writeFiling, { filingId, outcome, withheld: [] });
    expect((await prepare(otto)).state).toBe('prepared');
    await prairie.run(clara, writeFiling, { filingId, outcome: inCompliance, withheld: [] });
    const done = { courseId, completedOn: '2026-06-01', score: null };
    for (const one of [otto, olga]) await prairie.run(clara, completeTraining, { ...done, personId: one.id });
    const ada = await prairie.person('Ada Pell', 'compliance');
    await prairie.run(ada, completeTraining, { ...done, personId: clara.id });
    await prairie.run(clara, completeTraining, { ...done, personId: ada.id });
    expect((await prepare(otto)).state).toBe('prepared');
  });
});

describe('Signing', () => {
  const packet = () => prairie.run(clara, showPacket, { filingId });

  it('needs a packet that our own linter finds nothing wrong with', async () => {
    const { findings } = await prepare(otto);
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('is refused to a wrong password, a machine, another officer, and for another hash', async () => {
    const packetHash = (await packet()).packetHash ?? '';
    const asked = { filingId, packetHash };
    const wrong = prairie.run(otto, signFiling, { ...asked, password: 'not his' });
    await expect(wrong).rejects.toMatchObject({ type: 'wrong-password' });
    const robot = prairie.run(prairie.machine('robot', 'officer'), signFiling, { ...asked, password: 'x' });
    await expect(robot).rejects.toMatchObject({ type: 'person-needed' });
    const other = prairie.run(olga, signFiling, { ...asked, password: olga.password });
    await expect(other).rejects.toMatchObject({ type: 'not-allowed' });
    const manager = prairie.run(clara, signFiling, { ...asked, password: clara.password });
    await expect(manager).rejects.toMatchObject({ type: 'not-allowed' });
    const changed = prairie.run(otto, signFiling, { filingId, packetHash: 'a'.repeat(64), password: otto.password });
    await expect(changed).rejects.toMatchObject({ type: 'changed-meanwhile' });
    expect((await packet()).state).toBe('prepared');
  });

  it('binds the officer to the exact bytes, with page, signature and ledger entry at once', async () => {
    const before = await packet();
    const packetHash = before.packetHash ?? '';
    expect(packetHash).toBe(packetHashOf(before.documents.filter(({ signed }) => signed)));
    const { consent } = await prairie.run(otto, showFiling, { filingId });
    const signed = await prairie.run(otto, signFiling, { filingId, packetHash, password: otto.password });
    // the words of the seal are those that he was shown
    expect([signed.state, signed.consent]).toEqual(['signed', consent]);
    expect(signed.signature).toMatchObject({ officer: 'Otto Grant', packetHash });
    expect(signed.documents.map(({ kind }) => kind)).toContain('signature-page');
    expect(new Set(signed.documents.map(({ sha256 }) => sha256)).size).toBe(signed.documents.length);
    const again = prairie.run(otto, signFiling, { filingId, packetHash, password: otto.password });
    await expect(again).rejects.toMatchObject({ type: 'wrong-state' });
  });

  it('prints the demo mark of a demo carrier on every document', async () => {
    const rows = await prairie.look((ctx) =>
      ctx.tx.selectFrom('filingDocument').select(['name', 'bytes']).where('filingId', '=', filingId).execute(),
    );
    const pdfs = rows.filter(({ name }) => name.endsWith('.pdf'));
    expect(pdfs.length).toBeGreaterThan(5);
    for (const { bytes } of pdfs)
      expect(await readDocument(new Uint8Array(bytes))).toMatchObject({
        text: expect.stringContaining('fictional carrier'),
      });
  });

  it('is the end of editing: the database refuses a change of what was signed', async () => {
    await expect(
      prairie.run(clara, writeFiling, { filingId, outcome: inCompliance, withheld: [] }),
    ).rejects.toMatchObject({ type: 'wrong-state' });
    await expect(
      prairie.look((ctx) => ctx.tx.updateTable('filing').set({ year: 2025 }).where('id', '=', filingId).execute()),
    ).rejects.toThrow('a signed filing never changes');
  });
});

describe('Filing', () => {
  it('is proved by the receipt, early or late by the clock', async () => {
    await prairie.at('2027-02-11T15:00:00Z');
    const receipt = { filingId, confirmation: '2027021012345', receivedAt: '2027-02-10T20:00:00-06:00' };
    const filed = await prairie.run(clara, recordReceipt, receipt);
    expect(filed.state).toBe('filed');
    expect(filed.receipt).toMatchObject({ dueOn: '2027-03-01', lateDays: -19 });
  });

  it('is followed by an amendment that says what changed and supersedes when filed', async () => {
    const first = filingId;
    filingId = (await prairie.run(clara, amendFiling, { filingId: first, changes: ['The contact changed.'] })).id;
    await prairie.at('2027-03-05T15:00:00Z');
    await prairie.run(clara, writeFiling, { filingId, outcome: inCompliance, withheld: ['telephone'] });
    const prepared = await prairie.run(clara, prepareFiling, { filingId, officerId: otto.id, filesOn: '2027-03-05' });
    expect(prepared.documents.map(({ kind }) => kind)).toContain('statement-public');
    const packetHash = prepared.packetHash ?? '';
    await prairie.run(otto, signFiling, { filingId, packetHash, password: otto.password });
    const receipt = { filingId, confirmation: '2', receivedAt: '2027-03-05T09:00:00-06:00' };
    expect((await prairie.run(clara, recordReceipt, receipt)).receipt?.lateDays).toBe(4);
    expect((await prairie.run(clara, showFiling, { filingId: first })).state).toBe('superseded');
  });

  it('is seen by no other carrier', async () => {
    await expect(lakes.run(lena, showFiling, { filingId })).rejects.toMatchObject({ type: 'not-found' });
  });
});

describe('A certification that nobody filed in its year', () => {
  it('is prepared all the same, years late, and says so', async () => {
    await lakes.at('2026-01-02T15:00:00Z');
    await lakes.run(lena, addSource, {
      ...{ name: 'Support line', kind: 'phone', fromDay: '2026-01-01' },
      feeds: ['complaints', 'data-brokers', 'pretexters'],
    });
    await lakes.at('2029-02-05T15:00:00Z');
    await nilReports(lakes, lena);
    const { id } = await lakes.run(lena, openFiling, opening);
    await lakes.run(lena, writeFiling, { filingId: id, outcome: inCompliance, withheld: [] });
    const { state, findings, packetHash } = await lakes.run(lena, prepareFiling, {
      ...{ filingId: id, officerId: lena.id, filesOn: '2029-02-05' },
    });
    expect(state).toBe('prepared');
    expect(findings.map(({ code }) => code)).toContain('signed-after-due');
    signing = { filingId: id, packetHash: packetHash ?? '', password: lena.password };
  });

  it('is signed only once what the check asks is answered in writing, and the answer outlives the next preparation', async () => {
    const { filingId: id } = signing;
    const answering = (code: string) =>
      lakes.run(lena, operations['filings.answer'], {
        filingId: id,
        code,
        answer: 'Found when Compline was taken into use.',
      });
    // no packet of ours has a warning today: one is put there as the check keeps it
    const warning = { filingId: id, code: 'terms-vague', severity: 'warning' as const, message: 'What is meant?' };
    const warned = () =>
      lakes.look(async (ctx) => {
        const { round } = await ctx.tx
          .selectFrom('filing')
          .select('round')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        await ctx.tx
          .insertInto('filingFinding')
          .values({ id: ctx.id(), round, n: 99, ...warning })
          .execute();
      });
    await warned();
    await expect(lakes.run(lena, signFiling, signing)).rejects.toMatchObject({
      type: 'filing-blocked',
      facts: { detail: 'terms-vague: What is meant?' },
    });
    await expect(answering('no-such-code')).rejects.toMatchObject({ type: 'invalid-input' });
    await expect(
      prairie.run(clara, operations['filings.answer'], { filingId: id, code: 'signed-after-due', answer: 'Ours.' }),
    ).rejects.toMatchObject({ type: 'not-found' });
    const asked = { filingId: id, officerId: lena.id, filesOn: '2029-02-05' };
    for (const code of ['terms-vague', 'signed-after-due']) await answering(code);
    const prepared = await lakes.run(lena, prepareFiling, asked);
    await warned();
    expect(prepared.findings.find(({ code }) => code === 'signed-after-due')?.answer).toMatchObject({
      ...{ said: 'Found when Compline was taken into use.', by: 'Lena Fox' },
    });
    const { state } = await lakes.run(lena, signFiling, { ...signing, packetHash: prepared.packetHash ?? '' });
    expect(state).toBe('signed');
    await expect(answering('signed-after-due')).rejects.toMatchObject({ type: 'wrong-state' });
  });
});
