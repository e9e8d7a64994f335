import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Posting, posting } from '../../../test/letters.ts';
import { client, migrations } from '../../db/migrate.ts';
import { operations } from '../../operations.ts';
import { formalNotice, formalOnPaper } from '../notices/examples/notices.ts';

const { 'solicitations.propose': propose, 'solicitations.decide': decide } = operations;
const { 'sendings.prepare': prepare, 'sendings.approve': approve } = operations;

let home: TestHouse;
let prairie: Posting;

beforeAll(async () => {
  home = await house();
});
beforeEach(async () => {
  prairie = await posting(home, await home.carrier({}));
  for (const account of ['b1', 'b2']) await prairie.customer(account, {});
});
afterAll(() => home.close());

type Asked = Parameters<typeof propose.run>[1];

const proposed = (given: Partial<Asked>) =>
  prairie.carrier.run(prairie.mara, propose, {
    ...{ noticeVersionId: prairie.versions.en, channel: 'email', script: 'See notice.' },
    ...given,
  });
const decided = ({ id: solicitationId, contentHash }: { readonly id: string; readonly contentHash: string }) =>
  prairie.carrier.run(prairie.sol, decide, { solicitationId, contentHash, verdict: 'approved', note: 'Read.' });
const prepared = (solicitationId: string, accounts: string[] | null) =>
  prairie.carrier.run(prairie.mara, prepare, { groupId: prairie.groupId, solicitationId, accounts });
const otherPaper = () =>
  prairie.version(
    { ...formalOnPaper, body: `${formalOnPaper.body}\n\nWe thank you.` },
    { formOf: prairie.versions.en },
  );
const otherWords = (kin: object) =>
  prairie.version({ ...formalNotice, body: `${formalNotice.body}\n\nWe thank you for reading.` }, kin);

describe('A supervisor’s approval of a request', () => {
  test('shows and binds the words of every language and the audience', async () => {
    const { versions } = prairie;
    const asked = await proposed({});
    expect(asked.words.map(({ language, versionId }) => [language, versionId])).toEqual([
      ['en', versions.en],
      ['es', versions.es],
    ]);
    expect(asked.audience).toEqual({ notReachedInDays: 640, accounts: null });
    const narrow = await proposed({ audience: { notReachedInDays: 640, accounts: ['b1'] } });
    expect(narrow.contentHash).not.toBe(asked.contentHash);
  });

  test('is none for words approved since: nothing is prepared under it until the request has an approval with them', async () => {
    const { id: before } = await decided(await proposed({}));
    await otherWords({ translationOf: prairie.versions.es });
    await expect(prepared(before, ['b1'])).rejects.toMatchObject({
      type: 'wrong-state',
      facts: { detail: expect.stringMatching(/words of this notice as they are now: en/), cite: '47 CFR 64.2009(d)' },
    });
    const { id: after } = await decided(await proposed({}));
    expect(await prepared(after, ['b1'])).toMatchObject({ customers: 1 });
  });

  test('shows and binds what is printed, too: a paper form approved since has an approval of its own', async () => {
    const { carrier, mara, sol, versions } = prairie;
    const { en, es } = await prairie.onPaper();
    const asked = await proposed({});
    expect(asked.words.map(({ versionId }) => versionId)).toEqual([versions.en, en, versions.es, es]);
    const { id: before } = await decided(asked);
    const runId = await prairie.send('b1');
    await carrier.at('2026-06-02T15:00:00Z');
    await otherPaper();
    await expect(prepared(before, ['b2'])).rejects.toThrow(/words of this notice as they are now: en/);
    await expect(carrier.run(mara, operations['letters.batch'], { runId })).rejects.toThrow(
      /Other words .* prepared: en/,
    );
    await carrier.run(sol, operations['sendings.stop'], { runId, why: 'another paper form' });
    await prairie.approveWords();
    const again = await prairie.send('b1');
    expect(await carrier.run(mara, operations['letters.batch'], { runId: again })).toMatchObject({ letters: 1 });
    await prairie.work();
  });

  test('is not given to words that others have replaced while the request lay with him', async () => {
    const asked = await proposed({});
    await otherWords({ translationOf: prairie.versions.es });
    await expect(decided(asked)).rejects.toMatchObject({ type: 'changed-meanwhile' });
  });

  test('holds for its audience and any part of it, for nobody beyond', async () => {
    const { id } = await decided(await proposed({ audience: { notReachedInDays: 640, accounts: ['b1'] } }));
    await expect(prepared(id, null)).rejects.toThrow(/'accounts' names all/);
    await expect(prepared(id, ['b1', 'b2'])).rejects.toThrow(/'accounts' names 1 for which/);
    expect(await prepared(id, ['b1'])).toMatchObject({ customers: 1 });
    const { carrier, mara, groupId, solicitationId } = prairie;
    const often = carrier.run(mara, prepare, { groupId, solicitationId, notReachedInDays: 30 });
    await expect(often).rejects.toThrow(/'notReachedInDays' is 30, .* not reached in 640/);
  });

  test('is asked again when the sending is approved: words replaced since it was prepared do not go', async () => {
    const { carrier, sol, solicitationId } = prairie;
    const { id: runId } = await prepared(solicitationId, ['b1']);
    await carrier.at('2026-06-02T15:00:00Z');
    await otherWords({ translationOf: prairie.versions.es });
    await expect(carrier.run(sol, approve, { runId })).rejects.toThrow(/Other words of this notice/);
  });

  test('of before words were bound has those that stood when it was decided', async () => {
    const { carrier, mara } = prairie;
    await prairie.onPaper();
    const { solicitationId } = prairie;
    const shown = () => carrier.run(mara, operations['solicitations.show'], { solicitationId });
    const { words } = await shown();
    await carrier.at('2026-06-02T15:00:00Z');
    await otherWords({ translationOf: prairie.versions.es });
    await otherPaper();
    const owner = await client(home.address, 'database' in home.address ? home.address.database : '');
    await owner.query(`update solicitation set words = '[]'`);
    for (const { text } of migrations().filter(({ name }) => /^00(80_words|87_paper_words)/.test(name)))
      await owner.query(text.replaceAll(/^(alter table|create index) .*$/gm, ''));
    await owner.end();
    const inOrder = (some: typeof words) => some.map(({ versionId }) => versionId).toSorted();
    expect(inOrder((await shown()).words)).toEqual(inOrder(words));
    expect(words).toHaveLength(4);
  });
});
