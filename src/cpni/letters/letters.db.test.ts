import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Posting, posting } from '../../../test/letters.ts';
import { textOf } from '../../documents/read-pdf.ts';
import { operations } from '../../operations.ts';
import { hashOfCode } from '../choices/code.ts';
import { formalNotice, formalOnPaper, spanishOnPaper } from '../notices/examples/notices.ts';
import { base64, reportTo } from '../returns/returns.example.ts';

const {
  'letters.batch': open,
  'letters.show': show,
  'letters.index': index,
  'letters.part': part,
  'letters.certificate': certificate,
  'letters.archive': archive,
  'letters.handOver': handOver,
  'letters.cancel': cancel,
  'letters.returned': returned,
  'notices.draft': draft,
  'notices.show': showNotice,
  'sendings.show': showRun,
  'approvals.status': status,
  'tasks.list': tasks,
} = operations;

let home: TestHouse;
let prairie: Posting;

const bytesOf = async (batchId: string, one: number): Promise<Buffer> => {
  const row = await prairie.carrier.look((ctx) =>
    ctx.tx
      .selectFrom('letterPart')
      .select(['pdf', 'hash'])
      .where('batchId', '=', batchId)
      .where('part', '=', one)
      .executeTakeFirstOrThrow(),
  );
  return row.pdf ?? Buffer.alloc(0);
};
const shown = (batchId: string) => prairie.carrier.run(prairie.mara, show, { batchId });
const deliveriesOf = (customerId: string) =>
  prairie.carrier.look((ctx) =>
    ctx.tx
      .selectFrom('delivery')
      .select(['id', 'method', 'sentAt', 'reference', 'versionId'])
      .where('customerId', '=', customerId)
      .orderBy('id')
      .execute(),
  );
const silence = async (customerId: string) =>
  (
    await prairie.carrier.run(prairie.carla, status, {
      customerId,
      cpni: 'billing',
      recipient: 'self',
      purpose: 'market',
    })
  ).silence;

beforeAll(async () => {
  home = await house();
  prairie = await posting(home, await home.carrier({}));
});
afterAll(() => home.close());

describe('A paper form', () => {
  test('is the same notice: another scope, another wait or another language is refused with the field named, also by the database', async () => {
    const { carrier, mara, versions } = prairie;
    const tried = (changes: object) => carrier.run(mara, draft, { ...formalOnPaper, ...changes, formOf: versions.en });
    await expect(tried({ cpni: ['billing'] })).rejects.toThrow(/'cpni' differs/);
    await expect(tried({ waitDays: 45 })).rejects.toThrow(/'waitDays' differs/);
    await expect(tried({ language: 'es', body: spanishOnPaper.body })).rejects.toThrow(/'language' differs/);
    await expect(tried({ methods: ['mail', 'web'] })).rejects.toThrow(/'mail' and 'bill-insert'/);
    const behind = carrier.look(async (ctx) => {
      const row = await ctx.tx
        .selectFrom('noticeVersion')
        .selectAll()
        .where('id', '=', versions.en)
        .executeTakeFirstOrThrow();
      const { entities: _entities, ...plain } = row;
      const made = {
        ...plain,
        id: ctx.id(),
        formOf: versions.en,
        methods: ['mail' as const],
        waitDays: 31,
        contentHash: 'a'.repeat(64),
      };
      const unapproved = { approvedBy: null, approverName: null, approvedAt: null, approvedHash: null };
      await ctx.tx
        .insertInto('noticeVersion')
        .values({ ...made, ...unapproved, entities: [] })
        .execute();
    });
    await expect(behind).rejects.toThrow(/same notice in the same language/);
  });

  test('stands in every language of the notice before a letter is printed', async () => {
    const { carrier, mara, versions } = prairie;
    await prairie.customer('p1', {});
    await prairie.customer('p2', { language: 'es' });
    const runId = await prairie.send('p1', 'p2');
    await expect(carrier.run(mara, open, { runId })).rejects.toThrow(
      /No approved paper form of this notice stands in: en .*es/,
    );
    await prairie.version(formalOnPaper, { formOf: versions.en });
    await expect(carrier.run(mara, open, { runId })).rejects.toThrow(/stands in: es/);
    const paperId = await prairie.version(spanishOnPaper, { formOf: versions.es });
    expect(await carrier.run(mara, showNotice, { versionId: paperId })).toMatchObject({
      formOf: versions.es,
      groupId: prairie.groupId,
    });
    await carrier.run(mara, operations['sendings.stop'], { runId, why: 'now on paper' });
    await prairie.approveWords();
    const again = { runId: await prairie.send('p1', 'p2') };
    expect(await carrier.run(mara, open, again)).toMatchObject({ state: 'open', letters: 2, withoutAddress: 0 });
    await prairie.work();
  });
});

describe('Words that were replaced', () => {
  test('after a sending was prepared are looked at again: neither its approval nor a batch of its letters goes on with the old ones', async () => {
    const { carrier, mara, sol, groupId, solicitationId, versions } = prairie;
    await prairie.customer('o1', {});
    await prairie.customer('o2', {});
    const approved = await prairie.send('o1');
    const asked = { groupId, solicitationId, accounts: ['o2'] };
    const { id: prepared } = await carrier.run(mara, operations['sendings.prepare'], asked);
    await carrier.at('2026-06-02T15:00:00Z');
    const words = { ...formalNotice, body: `${formalNotice.body}\n\nThank you for reading this notice.` };
    const newer = await prairie.version(words, { translationOf: versions.es });
    const replaced = /Other words of this notice were approved after the sending was prepared: en/;
    await expect(carrier.run(sol, operations['sendings.approve'], { runId: prepared })).rejects.toThrow(replaced);
    await expect(carrier.run(mara, open, { runId: approved })).rejects.toThrow(replaced);
    for (const runId of [approved, prepared])
      await carrier.run(sol, operations['sendings.stop'], { runId, why: 'new words' });
    await prairie.version(
      { ...formalOnPaper, body: `${formalOnPaper.body}\n\nThank you for reading this notice.` },
      { formOf: newer },
    );
    await prairie.approveWords();
    const again = await prairie.send('o1', 'o2');
    expect(await carrier.run(mara, open, { runId: again })).toMatchObject({ letters: 2 });
    await prairie.work();
  });
});

describe('A notice whose e-mail came back', () => {
  let rosa: string;
  let batchId: string;

  test('becomes a letter of a batch, with name and address, the approved words and a code that answers', async () => {
    const { carrier, mara } = prairie;
    rosa = await prairie.customer('r1', { name: 'Rosa Nguyen', email: 'consents' });
    const walter = await prairie.customer('w1', {
      name: 'Walter Peñasco',
      language: 'es',
      address: '7 Calle Luna, Apt 2, San Juan, PR 00901',
    });
    const runId = await prairie.send('r1', 'w1');
    const [first] = await deliveriesOf(rosa);
    await carrier.at('2026-06-03T15:00:00Z');
    await carrier.run(mara, operations['returns.receive'], { message: bounced(prairie) });
    expect((await carrier.run(mara, showRun, { runId })).letters).toEqual({
      'the e-mail came back': 1,
      'no consent to notices by e-mail stands': 1,
    });
    await carrier.at('2026-06-04T15:00:00Z');
    ({ id: batchId } = await carrier.run(mara, open, { runId }));
    expect(await shown(batchId)).toMatchObject({ state: 'open', printed: 0 });
    await prairie.work();
    const batch = await shown(batchId);
    expect(batch).toMatchObject({ state: 'printed', letters: 2, printed: 2, recorded: 0 });
    expect(batch.parts.map(({ language, letters }) => [language, letters])).toEqual([
      ['en', 1],
      ['es', 1],
    ]);
    const english = await bytesOf(batchId, 1);
    expect(createHash('sha256').update(english).digest('hex')).toBe(batch.parts[0]?.hash);
    const text = await textOf(english);
    expect(text).toContain('Rosa Nguyen 9 Birch Lane Ames, IA 50010');
    expect(text).toContain('within 30 days after we send this notice');
    expect(text).toContain(`${batchId.slice(-8)}-000001`);
    const [, code = ''] = /Your code: ([0-9A-Z-]{19})/.exec(text) ?? [];
    expect(text).toContain(`https://choice.prairievoice.example/choice/${code}`);
    const known = await carrier.look((ctx) =>
      ctx.tx.selectFrom('choiceCode').select('customerId').where('codeHash', '=', hashOfCode(code)).executeTakeFirst(),
    );
    expect(known).toEqual({ customerId: rosa });
    const spanish = await textOf(await bytesOf(batchId, 2));
    expect(spanish).toContain('Walter Peñasco 7 Calle Luna Apt 2 San Juan, PR 00901');
    expect(spanish).toContain('Su código:');
    expect(await deliveriesOf(rosa)).toEqual([first]);
    expect(await deliveriesOf(walter)).toEqual([]);
  });

  test('is found in the index and counted in the certificate; the archive holds them with the files', async () => {
    const { carrier, mara } = prairie;
    expect(await carrier.stream(mara, index, { batchId }, '')).toBe(
      'account,sequence,part,page\n"r1",1,1,1\n"w1",2,2,1\n',
    );
    expect(await carrier.stream(mara, part, { batchId, part: 1 }, '')).toMatch(/^%PDF-/);
    expect(await carrier.stream(mara, certificate, { batchId }, '')).toMatch(/^%PDF-/);
    const sheet = await carrier.look((ctx) =>
      ctx.tx.selectFrom('letterBatch').select('certificate').where('id', '=', batchId).executeTakeFirstOrThrow(),
    );
    const text = await textOf(sheet.certificate ?? Buffer.alloc(0));
    expect(text).toContain('Letters: 2');
    expect(text).toContain('Sending approved by: Sol Reyes');
    const tar = await carrier.stream(mara, archive, { batchId }, '');
    expect(tar.length).toBeGreaterThan(10_000);
    for (const name of ['certificate.pdf', 'index.csv', 'letters-0001.pdf', 'letters-0002.pdf'])
      expect(tar).toContain(`${name}\0`);
    // a tar that was cut between two files is read as whole: the hashes in front tell what is lacking
    const sums = tar.slice(512).split('\0', 1)[0]?.trim().split('\n') ?? [];
    expect(sums.map((line) => line.slice(66))).toEqual([
      ...['certificate.pdf', 'index.csv', 'letters-0001.pdf', 'letters-0002.pdf'],
    ]);
    const csv = await carrier.stream(mara, index, { batchId }, '');
    expect(sums[1]).toBe(`${createHash('sha256').update(csv).digest('hex')}  index.csv`);
    expect(sums[2]?.slice(0, 64)).toBe(
      createHash('sha256')
        .update(await bytesOf(batchId, 1))
        .digest('hex'),
    );
  });

  test('is handed to the post on a day, counted; the wait runs from the third day after', async () => {
    const { carrier, mara } = prairie;
    await carrier.at('2026-06-08T15:00:00Z');
    const hand = (changes: object) =>
      carrier.run(mara, handOver, {
        batchId,
        postedOn: '2026-06-05',
        letters: 2,
        receipt: 'PS 3600 no. 17',
        ...changes,
      });
    await expect(hand({ postedOn: '2026-06-09' })).rejects.toThrow(/future/);
    await expect(hand({ postedOn: '2026-06-03' })).rejects.toThrow(/before 2026-06-04/);
    await expect(hand({ letters: 3 })).rejects.toThrow(/'letters' is 3, and the batch has 2/);
    expect(await hand({})).toMatchObject({ state: 'posted', postedOn: '2026-06-05' });
    await expect(hand({})).rejects.toThrow(/is posted/);
    await expect(carrier.run(mara, cancel, { batchId, why: 'x' })).rejects.toThrow(/is posted/);
    await prairie.work();
    expect(await shown(batchId)).toMatchObject({ recorded: 2, postedBy: 'Mara Quill' });
    const sent = await deliveriesOf(rosa);
    expect(sent.map(({ method }) => method)).toEqual(['email', 'mail']);
    expect(sent[1]).toMatchObject({
      sentAt: Date.parse('2026-06-05T05:00:00Z'),
      reference: `${batchId.slice(-8)}-000001`,
    });
    // mailed on the 5th: counted from the 8th, thirty days to July 8, use from July 9
    expect(await silence(rosa)).toMatchObject({ missing: 'waiting-period', clearsOn: '2026-07-09T00:00:00-05:00' });
  });

  test('has a code that answers as long as its notice lasts: through the second anniversary of its sending', async () => {
    const ends = await prairie.carrier.look((ctx) =>
      ctx.tx.selectFrom('choiceCode').select('expiresAt').where('customerId', '=', rosa).orderBy('issuedAt').execute(),
    );
    const [byEmail] = await deliveriesOf(rosa);
    expect(byEmail?.sentAt).toBe(Date.parse('2026-06-02T15:00:00Z'));
    // e-mailed on the second of June, posted on the fifth
    expect(ends.map(({ expiresAt }) => new Date(expiresAt).toISOString())).toEqual([
      '2028-06-03T05:00:00.000Z',
      '2028-06-06T05:00:00.000Z',
    ]);
  });

  test('and whose letter comes back too is silent no more, and somebody looks for an address', async () => {
    const { carrier, mara } = prairie;
    await carrier.at('2026-06-15T15:00:00Z');
    const reference = `${batchId.slice(-8)}-000001`;
    const come = (printed: string) => carrier.run(mara, returned, { reference: printed, returnedOn: '2026-06-14' });
    await expect(come('nothing')).rejects.toThrow(/'reference' is none of a letter/);
    await expect(come(`${batchId.slice(-8)}-000099`)).rejects.toThrow(/no such letter/);
    expect(await come(reference)).toMatchObject({ customerId: rosa, outcome: 'recorded' });
    expect(await come(reference)).toMatchObject({ outcome: 'known' });
    expect(await silence(rosa)).toMatchObject({ allowed: false, missing: 'delivery' });
    const { items } = await carrier.run(mara, tasks, { subject: `customer:${rosa}` });
    expect(items.map(({ kind }) => kind)).toContain('address-wanted');
  });
});

/** The report of a mail server that the last e-mail could not be delivered, in base64. */
const bounced = ({ sent }: Posting): string => base64(reportTo(sent.at(-1)?.returnPath ?? '', 'r1@mail.example'));
