import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certifying, certifying } from '../../../../test/certifying.ts';
import { confirmationPdf } from '../../../../test/confirmation-pdf.ts';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { decideCase, openCase } from '../../../personnel/discipline.ts';
import { readDocument } from '../../lint/read-document.ts';
import { signFiling } from '../../signatures/sign.ts';
import { recordReceipt } from '../receipt.ts';
import { sinceLast } from '../since-last.ts';
import { lookAtEntry, noteTalk, showKnowledge } from './look.ts';
import { drawSamples } from './samples.ts';
import { seenIn } from './seen.ts';

let home: TestHouse;
let year: Certifying;
let lakes: TestCarrier;
let ana: Staff;
let lena: Staff;

beforeAll(async () => {
  home = await house();
  year = await certifying(home);
  const { prairie } = year;
  await prairie.at('2026-06-01T15:00:00Z');
  ana = await prairie.person('Ana Ruiz', 'agent');
  const violation = 'Read out calls without a password';
  const { id: caseId } = await prairie.run(year.clara, openCase, {
    personId: ana.id,
    happenedOn: '2026-05-30',
    violation,
  });
  await prairie.run(year.otto, decideCase, {
    ...{ caseId, severity: 'serious', repetition: 'first', guidance: 'neither', intent: 'negligent' },
    ...{ measure: 'reprimand', reason: 'First case.' },
  });
  await prairie.at('2027-02-10T15:00:00Z');
  lakes = await home.carrier({ name: 'Lakes Telephone Company', clock: Date.parse('2027-02-10T15:00:00Z') });
  lena = await lakes.person('Lena Fox', 'officer', 'compliance');
});
afterAll(() => home.close());

const drawn = () => year.prairie.run(year.otto, drawSamples, { filingId: year.filingId });

describe('The records that an officer looks at before he signs', () => {
  it('are drawn by a seed that anybody draws them by again, the disciplinary case among them', async () => {
    const first = await drawn();
    expect(await drawn()).toEqual(first);
    expect(first.seed).toMatch(/^[0-9a-f]{16}$/);
    expect(first.samples.filter(({ reason }) => reason === 'discipline')).toHaveLength(1);
    expect(new Set(first.samples.map(({ entryId }) => entryId)).size).toBe(first.samples.length);
    expect(first.talkTo).toHaveLength(2);
    expect(first.talkTo).toContainEqual({ personId: ana.id, name: 'Ana Ruiz', role: 'agent' });
    expect(first.talkTo).toContainEqual({ personId: year.clara.id, name: 'Clara Reyes', role: 'compliance' });
  });

  it('are kept with how long each was open, and so is what he was told', async () => {
    const { prairie, otto, clara, filingId } = year;
    const [sample] = (await drawn()).samples;
    const entryId = sample?.entryId ?? '';
    await prairie.run(otto, lookAtEntry, { filingId, entryId });
    await prairie.at('2027-02-10T15:01:30Z');
    const { seen } = await prairie.run(otto, lookAtEntry, { filingId, entryId: null });
    expect(seen).toMatchObject([{ entryId, personName: 'Otto Grant', seconds: 90 }]);
    await prairie.run(clara, lookAtEntry, { filingId, entryId });
    const asked = { filingId, personId: ana.id, said: 'I send the key-in prompt.' };
    await prairie.run(otto, noteTalk, asked);
    await expect(prairie.run(clara, noteTalk, asked)).rejects.toMatchObject({ type: 'not-allowed' });
    const { talks } = await prairie.run(clara, showKnowledge, { filingId });
    expect(talks).toMatchObject([{ personName: 'Ana Ruiz', officerName: 'Otto Grant', said: asked.said }]);
  });

  it('are those of the carrier alone', async () => {
    const { filingId } = year;
    const [sample] = (await drawn()).samples;
    const said = { filingId, personId: ana.id, said: 'Nothing.' };
    for (const ask of [
      () => lakes.run(lena, drawSamples, { filingId }),
      () => lakes.run(lena, showKnowledge, { filingId }),
      () => lakes.run(lena, sinceLast, { filingId }),
      () => lakes.run(lena, lookAtEntry, { filingId, entryId: sample?.entryId ?? null }),
      () => lakes.run(lena, noteTalk, said),
    ])
      await expect(ask()).rejects.toMatchObject({ type: 'not-found' });
  });

  it('stand on the signature page, his own and nobody else’s, and nothing is added after the signature', async () => {
    const { prairie, otto, filingId, write, prepare } = year;
    await write();
    const packetHash = await prepare();
    await prairie.run(otto, signFiling, { filingId, packetHash, password: otto.password });
    const [entry, page] = await prairie.look(async ({ tx }) => [
      await tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'filing.signed').executeTakeFirstOrThrow(),
      await tx
        .selectFrom('filingDocument')
        .select('bytes')
        .where('kind', '=', 'signature-page')
        .executeTakeFirstOrThrow(),
    ]);
    expect(JSON.parse(entry.body).facts).toMatchObject({ seen: [{ seconds: 90 }], talkedTo: ['Ana Ruiz'] });
    const read = await readDocument(page.bytes);
    expect('text' in read ? read.text.replaceAll(/\s+/g, ' ') : '').toMatch(
      /, 90 s Leaf hash: .*The signer talked to Ana Ruiz\./,
    );
    await expect(prairie.run(otto, lookAtEntry, { filingId, entryId: null })).rejects.toMatchObject({
      type: 'wrong-state',
    });
    await expect(
      prairie.look((ctx) =>
        ctx.tx
          .insertInto('filingLook')
          .values({ id: ctx.id(), filingId, personId: otto.id, personName: 'Otto Grant', entryId: null, at: ctx.at })
          .execute(),
      ),
    ).rejects.toThrow('what was seen before signing');
  });

  it('are told to be new where none was filed before', async () => {
    const { prairie, otto, filingId } = year;
    const answer = await prairie.run(otto, sinceLast, { filingId });
    expect(answer).toEqual({ last: null, sentences: [], figures: [] });
  });
});

describe('The confirmation of the FCC', () => {
  const given = (filerId: string, confirmation: string) => ({
    ...{ filingId: year.filingId, confirmation, receivedAt: '2027-02-10T10:00:00-06:00' },
    document: confirmationPdf(filerId, '20270210-4711', 'Feb 10, 2027 11:00 AM'),
  });

  it('of another company, or with another number, or that is no PDF, is refused', async () => {
    const { prairie, clara } = year;
    await prairie.at('2027-02-10T18:00:00Z');
    const ours = await filerIdOf();
    for (const [input, says] of [
      [given('999999', '20270210-4711'), /names Filer ID 999999/],
      [given(ours, '1'), /the document says 20270210-4711/],
      [{ ...given(ours, '1'), document: Buffer.from('hello').toString('base64') }, /no PDF/],
    ] as const)
      await expect(prairie.run(clara, recordReceipt, input)).rejects.toThrow(says);
  });

  it('is kept as it came, beside its number', async () => {
    const { prairie, clara } = year;
    const input = given(await filerIdOf(), '20270210-4711');
    const { documents } = await prairie.run(clara, recordReceipt, input);
    expect(documents.find(({ kind }) => kind === 'confirmation')?.size).toBe(
      Buffer.from(input.document, 'base64').length,
    );
  });

  const filerIdOf = async () =>
    (await year.prairie.look(({ tx }) => tx.selectFrom('carrier').select('filerId').executeTakeFirstOrThrow()))
      .filerId ?? '';
});

it('time runs from one look to the next of the same person, and what is open is not counted yet', () => {
  const look = (personId: string, entryId: string | null, at: number) => ({
    personId,
    personName: personId,
    entryId,
    at,
  });
  const seen = seenIn([
    look('o', 'a', 0),
    look('c', 'a', 5_000),
    look('o', 'b', 10_000),
    look('o', 'a', 30_000),
    look('o', null, 31_000),
  ]);
  expect(seen.map(({ personId, entryId, seconds }) => [personId, entryId, seconds])).toEqual([
    ['o', 'a', 11],
    ['c', 'a', null],
    ['o', 'b', 20],
  ]);
});
