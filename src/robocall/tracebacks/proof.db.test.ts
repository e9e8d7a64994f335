// That an answer was given in the portal of whoever asked is shown by a picture of it: kept, opened on record, forgotten with the request.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestHouse } from '../../../test/house.ts';
import { purgeOf, type Two, twoPersons } from '../../carriers/retention/retention.example.ts';
import { answerTraceback } from './answer.ts';
import { type Desk, deskAt } from './desk.example.ts';
import { prepareTraceback } from './prepare.ts';
import { addProof, readProof } from './proof.ts';
import { showTraceback } from './show.ts';

let home: TestHouse;
let desk: Desk;
let two: Two;
let tracebackId = '';
const picture = '%PDF-1.7 as the portal shows it';

const keep = async (body: string, mediaType: 'application/pdf' | 'image/png') =>
  JSON.parse(await desk.carrier.stream(desk.noor, addProof, { tracebackId, mediaType }, body));
const read = (as: Staff, of: { tracebackId: string; proofId: string }) => desk.carrier.stream(as, readProof, of, '');
const shown = async () => (await desk.carrier.run(desk.noor, showTraceback, { tracebackId })).proofs;

beforeAll(async () => {
  home = await house();
  desk = await deskAt(home, { clock: Date.parse('2040-01-01T12:00:00Z') });
  two = await twoPersons(desk.carrier);
  tracebackId = await desk.arrived('2026-11-20T15:00:00Z', {});
});
afterAll(() => home.close());

describe('A picture of the portal', () => {
  it('has an answer to show: before one is prepared it is refused', async () => {
    await expect(keep(picture, 'application/pdf')).rejects.toThrow(/No answer is prepared/);
    const answer = { outcome: 'absent', because: 'No such call', gap: 'fs1 holds nothing of that hour' } as const;
    await desk.carrier.run(desk.noor, prepareTraceback, { tracebackId, answer });
  });

  it('is kept once, as the kind that its bytes are, and named by hash in what is on record', async () => {
    await expect(keep(picture, 'image/png')).rejects.toThrow(/the bytes are no image\/png/);
    await expect(keep('', 'application/pdf')).rejects.toThrow(/empty/);
    const proof = await keep(picture, 'application/pdf');
    expect(proof).toMatchObject({
      size: picture.length,
      addedBy: 'Noor Haddad',
      hash: expect.stringMatching(/^\w{64}$/),
    });
    await expect(keep(picture, 'application/pdf')).rejects.toMatchObject({ type: 'already-exists' });
    expect(await shown()).toEqual([proof]);
    await desk.carrier.run(desk.noor, answerTraceback, { tracebackId, how: 'portal', reference: 'TB-98231' });
    const entries = await desk.carrier.look(({ tx }) =>
      tx.selectFrom('ledgerEntry').select('body').where('subject', '=', `traceback:${tracebackId}`).execute(),
    );
    const answered = entries.map(({ body }) => String(body)).find((body) => body.includes('traceback.answered'));
    expect(answered).toContain(proof.hash);
  });

  it('may still be added once the answer was given', async () => {
    expect((await keep(`${picture}, later`, 'application/pdf')).size).toBeGreaterThan(picture.length);
    expect(await shown()).toHaveLength(2);
  });

  it('is opened on record, by who may open its request and at this carrier alone', async () => {
    const proofId = (await shown())[0]?.id ?? '';
    expect(await read(desk.carla, { tracebackId, proofId })).toBe(picture);
    const count = await desk.carrier.look(({ tx }) =>
      tx
        .selectFrom('ledgerEntry')
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .where('subject', '=', `traceback:${tracebackId}`)
        .where('kind', '=', 'traceback.proof-read')
        .executeTakeFirstOrThrow(),
    );
    expect(Number(count.n)).toBe(1);
    const auditor = await desk.carrier.person('Ada Wynn', 'auditor');
    await expect(read(auditor, { tracebackId, proofId })).rejects.toMatchObject({ type: 'not-allowed' });
    const other = await desk.arrived('2026-11-20T15:00:00Z', {});
    await expect(read(desk.carla, { tracebackId: other, proofId })).rejects.toMatchObject({ type: 'not-found' });
    const lakes = await home.carrier({ name: 'Lakes Voice LLC', shortName: 'Lakes' });
    const lena = await lakes.person('Lena Park', 'network');
    await expect(lakes.stream(lena, readProof, { tracebackId, proofId }, '')).rejects.toMatchObject({
      type: 'not-found',
    });
  });

  it('goes with its request when that is purged', async () => {
    await desk.carrier.at('2032-01-01T15:00:00Z');
    await purgeOf(desk.carrier, two, 'tracebacks');
    const left = await desk.carrier.look(({ tx }) => tx.selectFrom('tracebackProof').select('id').execute());
    expect(left).toEqual([]);
  });
});
