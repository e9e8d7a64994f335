import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type Staff, type TestHouse } from '../../../test/house.ts';
import { byPost, type Posting, posting } from '../../../test/letters.ts';
import { noOutside } from '../../../test/outside.ts';
import { claimNext } from '../../interfaces/jobs/claim.ts';
import { perform } from '../../interfaces/jobs/perform.ts';
import { operations } from '../../operations.ts';
import { printPart } from './print.ts';

const {
  'letters.batch': open,
  'letters.show': show,
  'letters.list': list,
  'letters.index': index,
  'letters.part': part,
  'letters.handOver': handOver,
  'letters.record': recordLetters,
  'letters.cancel': cancel,
  'letters.returned': returned,
  'sendings.stop': stopRun,
  'tasks.list': tasks,
} = operations;

let home: TestHouse;
let prairie: Posting;
let many: string;

const open1 = async (runId: string): Promise<string> => (await prairie.carrier.run(prairie.mara, open, { runId })).id;
const shown = (batchId: string) => prairie.carrier.run(prairie.mara, show, { batchId });
const hand = (batchId: string, letters: number) =>
  prairie.carrier.run(prairie.mara, handOver, { batchId, postedOn: '2026-06-01', letters, receipt: 'PS 3600' });
const lettersOf = (runId: string, state: 'letter' | 'posted' | 'dropped') =>
  prairie.carrier.look(async (ctx) => {
    const rows = await ctx.tx
      .selectFrom('message')
      .select('id')
      .where('runId', '=', runId)
      .where('state', '=', state)
      .execute();
    return rows.length;
  });

beforeAll(async () => {
  home = await house();
  prairie = await posting(home, await home.carrier({}));
  await prairie.onPaper();
  many = await prairie.send(...(await byPost(prairie.carrier, 103)));
});
afterAll(() => home.close());

describe('A batch', () => {
  test('whose printing is cut off in the middle goes on where it was: each part is made once, and comes to the same bytes', async () => {
    const batchId = await open1(many);
    const first = await claimNext(home.connections.platform, Date.now());
    if (first === null) throw new Error('a part was due');
    // a worker that dies when its file is set and before it is kept
    const facts = await prairie.carrier.look((ctx) => printPart.prepare(ctx, { batchId, part: 1 }));
    if (facts === null) throw new Error('a part was due');
    const lost = await printPart.reach(noOutside, facts);
    expect((await shown(batchId)).parts).toEqual([]);
    await perform(home.connections, noOutside, first);
    // the same job once more, by a worker that came back
    await perform(home.connections, noOutside, first);
    await prairie.work();
    const batch = await shown(batchId);
    expect(batch).toMatchObject({ state: 'printed', letters: 103, printed: 103 });
    expect(batch.parts.map(({ firstSequence, letters }) => [firstSequence, letters])).toEqual([
      [1, 100],
      [101, 3],
    ]);
    const kept = await prairie.carrier.look((ctx) =>
      ctx.tx
        .selectFrom('letterPart')
        .select('pdf')
        .where('batchId', '=', batchId)
        .where('part', '=', 1)
        .executeTakeFirstOrThrow(),
    );
    expect(kept.pdf?.equals(Buffer.from(lost.pdf ?? []))).toBe(true);
    const lines = (await prairie.carrier.stream(prairie.mara, index, { batchId }, '')).trim().split('\n');
    expect(lines).toHaveLength(104);
    expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(104);
    expect(lines[101]).toMatch(/^"m-\d+",101,2,1$/);
  });

  test('that is cancelled loses its files, and all its letters wait for another', async () => {
    const { carrier, mara } = prairie;
    const { items } = await carrier.run(mara, list, {});
    const batchId = items[0]?.id ?? '';
    await carrier.run(mara, cancel, { batchId, why: 'smeared' });
    expect(await shown(batchId)).toMatchObject({ state: 'cancelled', why: 'smeared' });
    await expect(carrier.stream(mara, part, { batchId, part: 1 }, '')).rejects.toThrow(/thrown away/);
    await expect(hand(batchId, 103)).rejects.toThrow(/is cancelled/);
    const again = await carrier.run(mara, open, { runId: many });
    expect(again.letters).toBe(103);
    await expect(carrier.run(mara, open, { runId: many })).rejects.toThrow(/is being printed/);
    await prairie.work();
    await expect(carrier.run(mara, open, { runId: many })).rejects.toThrow(/No letter of this sending/);
  });

  test('tells which letters became needless, counts without them, and records each of the others once', async () => {
    const { carrier, mara } = prairie;
    const batchId = (await carrier.run(mara, list, {})).items[0]?.id ?? '';
    // its e-mail had been accepted after all
    await carrier.look(async (ctx) => {
      const row = await ctx.tx
        .selectFrom('message')
        .selectAll()
        .where('batchId', '=', batchId)
        .where('sequence', '=', 7)
        .executeTakeFirstOrThrow();
      const delivery = {
        versionId: row.versionId,
        customerId: row.customerId,
        method: 'email' as const,
        sentAt: ctx.at,
        reference: null,
        recordedAt: ctx.at,
      };
      const { id: deliveryId } = await ctx.tx
        .insertInto('delivery')
        .values({ ...delivery, id: ctx.id() })
        .returning('id')
        .executeTakeFirstOrThrow();
      await ctx.tx.updateTable('message').set({ state: 'accepted', deliveryId }).where('id', '=', row.id).execute();
    });
    expect((await shown(batchId)).needless).toEqual([{ sequence: 7, why: 'no consent to notices by e-mail stands' }]);
    await expect(hand(batchId, 103)).rejects.toThrow(/the batch has 102 to post\. 1 are needless/);
    await hand(batchId, 102);
    await prairie.work();
    expect(await shown(batchId)).toMatchObject({ state: 'posted', recorded: 102 });
    expect(await lettersOf(many, 'posted')).toBe(102);
    expect(await carrier.run(mara, recordLetters, { batchId })).toEqual({ batchId, recorded: 0 });
    const mailed = await carrier.look((ctx) =>
      ctx.tx.selectFrom('permissionEvent').select('id').where('method', '=', 'mail').execute(),
    );
    expect(mailed).toHaveLength(102);
  });

  test('of a sending that was stopped neither prints nor leaves', async () => {
    const { carrier, mara, sol } = prairie;
    await prairie.customer('s1', {});
    await prairie.customer('s2', {});
    const [waits, printed] = [await prairie.send('s1'), await prairie.send('s2')];
    const ready = await open1(printed);
    await prairie.work();
    const begun = await open1(waits);
    for (const runId of [waits, printed]) await carrier.run(sol, stopRun, { runId, why: 'wrong words' });
    await prairie.work();
    expect(await shown(begun)).toMatchObject({ state: 'open', printed: 0 });
    await expect(hand(ready, 1)).rejects.toThrow(/The sending is stopped/);
    await expect(carrier.run(mara, open, { runId: printed })).rejects.toThrow(/is stopped/);
    expect(await lettersOf(printed, 'dropped')).toBe(1);
  });

  test('that the post has went out: a stop after its hand-over drops none of its letters', async () => {
    const { carrier, sol } = prairie;
    await prairie.customer('h1', {});
    const runId = await prairie.send('h1');
    const batchId = await open1(runId);
    await prairie.work();
    await hand(batchId, 1);
    await carrier.run(sol, stopRun, { runId, why: 'wrong words' });
    await prairie.work();
    expect(await shown(batchId)).toMatchObject({ state: 'posted', recorded: 1, needless: [] });
    expect([await lettersOf(runId, 'posted'), await lettersOf(runId, 'dropped')]).toEqual([1, 0]);
  });

  test('leaves out who has no address that fits an envelope, and a task asks for one', async () => {
    const { carrier, mara } = prairie;
    await prairie.customer('a1', { address: null });
    await prairie.customer('a2', { address: `${'x'.repeat(60)}, Ames, IA 50010` });
    await prairie.customer('a3', {});
    const runId = await prairie.send('a1', 'a2', 'a3');
    expect(await carrier.run(mara, open, { runId })).toMatchObject({ letters: 2, withoutAddress: 1 });
    await prairie.work();
    const { items } = await carrier.run(mara, list, {});
    expect(items[0]).toMatchObject({ state: 'printed', letters: 1 });
    const asked = await carrier.run(mara, tasks, { kind: 'addresses-wanted' });
    expect(asked.items).toMatchObject([{ subject: `sending:${runId}`, why: expect.stringMatching(/^2 customers/) }]);
  });
});

describe('Letters', () => {
  const allowed = async (as: Staff, batchId: string): Promise<readonly string[]> => {
    const { carrier } = prairie;
    const tries = {
      open: () => carrier.run(as, open, { runId: many }),
      files: () => carrier.stream(as, part, { batchId, part: 1 }, ''),
      index: () => carrier.stream(as, index, { batchId }, ''),
      cancel: () => carrier.run(as, cancel, { batchId, why: 'x' }),
      show: () => carrier.run(as, show, { batchId }),
      returned: () => carrier.run(as, returned, { reference: 'x', returnedOn: '2026-06-01' }),
    };
    const may: string[] = [];
    for (const [name, run] of Object.entries(tries))
      await run().then(
        () => may.push(name),
        (error: Error) => (/needs one of the roles/.test(error.message) ? 0 : may.push(name)),
      );
    return may;
  };

  test('bear names and addresses: an auditor sees how many, an agent takes in what came back, and neither their files', async () => {
    const { carrier, mara } = prairie;
    const batchId = (await carrier.run(mara, list, {})).items[0]?.id ?? '';
    expect(await allowed(await carrier.person('Ada Moss', 'auditor'), batchId)).toEqual(['show']);
    expect(await allowed(await carrier.person('Agnes Ortiz', 'agent'), batchId)).toEqual(['show', 'returned']);
    await expect(carrier.run(carrier.machine('robot', 'marketing'), open, { runId: many })).rejects.toThrow(
      /need a person/,
    );
  });

  test('of one carrier are nothing to another', async () => {
    const batchId = (await prairie.carrier.run(prairie.mara, list, {})).items[0]?.id ?? '';
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
    const lena = await lakes.person('Lena Fox', 'compliance', 'marketing');
    expect((await lakes.run(lena, list, {})).items).toEqual([]);
    for (const tried of [
      () => lakes.run(lena, show, { batchId }),
      () => lakes.run(lena, open, { runId: many }),
      () => lakes.run(lena, cancel, { batchId, why: 'x' }),
      () => lakes.stream(lena, part, { batchId, part: 1 }, ''),
      () => lakes.stream(lena, index, { batchId }, ''),
    ])
      await expect(tried()).rejects.toThrow(/There is no such/);
  });

  test('of one batch have one place each, whatever the code does', async () => {
    const twice = prairie.carrier.look(async (ctx) => {
      const row = await ctx.tx
        .selectFrom('message')
        .selectAll()
        .where('sequence', '=', 3)
        .limit(1)
        .executeTakeFirstOrThrow();
      const other = await ctx.tx
        .selectFrom('message')
        .select('id')
        .where('batchId', '=', row.batchId)
        .where('sequence', '=', 4)
        .executeTakeFirstOrThrow();
      await ctx.tx.updateTable('message').set({ sequence: 3 }).where('id', '=', other.id).execute();
    });
    await expect(twice).rejects.toThrow(/message_of_batch/);
  });
});
