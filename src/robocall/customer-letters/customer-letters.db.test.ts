// Letters to voice customers: what no e-mail can carry is printed, posted and counted; that the post took it proves no delivery.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { refusedCalls } from '../../../test/strikes.ts';
import { openedAccount, rightTo } from '../../../test/voice-accounts.ts';
import { workAll } from '../../../test/work.ts';
import { readPdf } from '../../documents/read-pdf.ts';
import { operations } from '../../operations.ts';
import { takeUp } from '../investigations/take-up.ts';
import { customerLetterDues } from './dues.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

const start = Date.parse('2026-06-01T15:00:00Z');
const DAY = 86_400_000;
const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };

type Scene = {
  readonly carrier: TestCarrier;
  readonly noor: Staff;
  readonly carla: Staff;
  readonly accountId: string;
  readonly caseId: string;
};

const scene = async (address: string | null): Promise<Scene> => {
  const carrier = await home.carrier({ clock: start });
  const noor = await carrier.person('Noor Haddad', 'network', 'onboarding');
  const carla = await carrier.person('Carla Byrne', 'compliance');
  const { accountId, caseId } = await openedAccount(carrier, noor, 'Warranty Dialers', limits);
  if (address !== null)
    await carrier.run(noor, operations['onboarding.claim'], {
      caseId,
      fields: [
        { name: 'legal-name', claimed: 'Warranty Dialers LLC' },
        { name: 'street-address', claimed: address },
      ],
    });
  return { carrier, noor, carla, accountId, caseId };
};

const wrongCall = async ({ carrier, noor, accountId }: Scene, callId: string, after = 0): Promise<void> => {
  const at = start + after;
  await carrier.at(new Date(at).toISOString());
  await refusedCalls(carrier, [{ accountId, at, callId, calling: '+15155550123', forwarded: false }]);
  await carrier.run(noor, operations['strikes.watch'], {});
  await workAll(home, noOutside);
};

const letters = async ({ carrier, carla }: Scene) =>
  (await carrier.run(carla, operations['customerLetters.list'], {})).items;

const printed = async ({ carrier, carla }: Scene) => {
  const batch = await carrier.run(carla, operations['customerLetters.print'], {});
  await workAll(home, noOutside);
  return batch;
};

const fileOf = async ({ carrier, carla }: Scene, batchId: string) => {
  expect(await carrier.stream(carla, operations['customerLetters.file'], { batchId }, '')).toMatch(/^%PDF/);
  const { pdf } = await carrier.look(({ tx }) =>
    tx.selectFrom('customerLetterBatch').select('pdf').where('id', '=', batchId).executeTakeFirstOrThrow(),
  );
  return readPdf(pdf ?? Buffer.alloc(0));
};

const tasks = async ({ carrier, carla }: Scene, kind: string) =>
  (await carrier.run(carla, operations['tasks.list'], { kind })).items;

describe('A warning that no e-mail carries', () => {
  it('waits as a letter, is due the day after, is printed with the address in the window, and is posted by count', async () => {
    const one = await scene('12 Elm Street, Des Moines, IA 50309');
    await wrongCall(one, 'a');
    expect(await letters(one)).toMatchObject([{ concerns: 'strike', state: 'waiting', reference: null }]);
    expect(await tasks(one, 'strike-letter')).toEqual([]);
    const due = await one.carrier.look((ctx) => customerLetterDues(ctx, new Map()));
    expect(due).toMatchObject([{ subject: `voice-account:${one.accountId}`, roles: ['compliance', 'network'] }]);

    const { id: batchId, letters: count } = await printed(one);
    expect(count).toBe(1);
    const [page] = await fileOf(one, batchId);
    for (const words of ['Warranty Dialers LLC', 'Des Moines, IA 50309', '+15155550123', 'one warning'])
      expect(page?.text).toContain(words);
    const hand = { batchId, postedOn: '2026-06-01', receipt: 'PO 7' };
    const handOver = operations['customerLetters.handOver'];
    await expect(one.carrier.run(one.carla, handOver, { ...hand, letters: 2 })).rejects.toThrow(/batch has 1 to post/);
    await expect(one.carrier.run(one.carla, handOver, { ...hand, postedOn: '2026-05-31', letters: 1 })).rejects.toThrow(
      /before 2026-06-01/,
    );
    await one.carrier.run(one.carla, handOver, { ...hand, letters: 1 });
    expect(await letters(one)).toMatchObject([{ state: 'posted' }]);
    expect(await one.carrier.look((ctx) => customerLetterDues(ctx, new Map()))).toEqual([]);
  });

  it('is not proven to have arrived by the post: a call a week later still belongs to the first finding until a person enters the receipt', async () => {
    const one = await scene('12 Elm Street, Des Moines, IA 50309');
    await wrongCall(one, 'a');
    const { id: batchId } = await printed(one);
    const hand = { batchId, postedOn: '2026-06-01', receipt: 'PO 7', letters: 1 };
    await one.carrier.run(one.carla, operations['customerLetters.handOver'], hand);
    await wrongCall(one, 'b', 7 * DAY);
    const { accountId } = one;
    const shown = await one.carrier.run(one.noor, operations['strikes.show'], { accountId });
    expect(shown.findings).toMatchObject([{ calls: 2, warned: null }]);
    await one.carrier.run(one.noor, operations['strikes.deliver'], {
      findingId: shown.findings[0]?.id ?? '',
      deliveredAt: new Date(start + 3 * DAY).toISOString(),
      how: 'return-receipt',
      evidence: 'Signed green card of June 4',
    });
    expect((await one.carrier.run(one.noor, operations['strikes.show'], { accountId })).standing).toBe(
      'termination-ordered',
    );
  });

  it('that the post brings back makes a task, once', async () => {
    const one = await scene('12 Elm Street, Des Moines, IA 50309');
    await wrongCall(one, 'a');
    const { id: batchId } = await printed(one);
    const [letter] = await letters(one);
    const back = { reference: letter?.reference ?? '', returnedOn: '2026-06-01' };
    const returned = operations['customerLetters.returned'];
    await expect(one.carrier.run(one.carla, returned, back)).rejects.toThrow(/not recorded as posted/);
    const hand = { batchId, postedOn: '2026-06-01', receipt: 'PO 7', letters: 1 };
    await one.carrier.run(one.carla, operations['customerLetters.handOver'], hand);
    await one.carrier.run(one.carla, returned, back);
    await one.carrier.run(one.carla, returned, back);
    expect(await tasks(one, 'customer-letter-returned')).toHaveLength(1);
    expect(await letters(one)).toMatchObject([{ state: 'returned', returnedOn: '2026-06-01' }]);
    await expect(one.carrier.run(one.carla, returned, { ...back, reference: '00000000-000001' })).rejects.toThrow(
      /letter/,
    );
  });

  it('is taken back when the finding is voided before the post has it, and nothing need be withdrawn', async () => {
    const one = await scene('12 Elm Street, Des Moines, IA 50309');
    await wrongCall(one, 'a');
    const { id: batchId } = await printed(one);
    await rightTo(one.carrier, one.accountId, 15155550123, true);
    await one.carrier.look(({ tx }) =>
      tx
        .updateTable('numberRight')
        .set({ fromAt: start - DAY })
        .execute(),
    );
    const { findings } = await one.carrier.run(one.noor, operations['strikes.show'], { accountId: one.accountId });
    const reason = 'ported in on Monday';
    const signed = { findingId: findings[0]?.id ?? '', reason, password: one.noor.password };
    await one.carrier.run(one.noor, operations['strikes.void'], signed);
    await workAll(home, noOutside);
    expect(await letters(one)).toMatchObject([{ state: 'needless' }]);
    const { notices } = await one.carrier.run(one.noor, operations['strikes.show'], { accountId: one.accountId });
    expect(notices).toMatchObject([{ kind: 'warning', state: 'dropped' }]);
    const { items } = await one.carrier.run(one.carla, operations['customerLetters.batches'], {});
    expect(items[0]?.needless).toEqual([`${batchId.slice(-8)}-000001`]);
    const hand = { batchId, postedOn: '2026-06-01', receipt: 'PO 7', letters: 1 };
    await expect(one.carrier.run(one.carla, operations['customerLetters.handOver'], hand)).rejects.toThrow(
      /has 0 to post. 1 are needless/,
    );
  });

  it('is a task of a person where the case has no address that fits an envelope', async () => {
    const one = await scene(null);
    await wrongCall(one, 'a');
    expect(await letters(one)).toEqual([]);
    expect(await tasks(one, 'strike-letter')).toHaveLength(1);
  });
});

describe('An investigation', () => {
  const opened = async ({ carrier, noor, accountId }: Scene) => {
    const cause = { trigger: 'complaint', reference: 'FTC 4711', why: 'It sells warranties' } as const;
    return (await carrier.run(noor, operations['investigations.open'], { accountId, ...cause })).id;
  };
  const found = { line: 'trunk', numberOwned: 'yes', forwarded: 'no', found: 'Bought lists' } as const;

  it('writes to the customer what he is warned of and that he is stopped, without the words that stay with the staff', async () => {
    const one = await scene('12 Elm Street, Des Moines, IA 50309');
    const { carrier, noor, carla } = one;
    const investigationId = await opened(one);
    await carrier.run(noor, operations['investigations.warn'], { investigationId, words: 'Show consent by Friday' });
    await carrier.run(noor, operations['investigations.find'], { investigationId, ...found });
    const words = 'No consent was shown';
    await carrier.run(carla, operations['investigations.stop'], { investigationId, how: 'suspend', words });
    expect(await tasks(one, 'investigation-letter')).toEqual([]);
    const { id: batchId, letters: count } = await printed(one);
    expect(count).toBe(2);
    const pages = await fileOf(one, batchId);
    expect(pages.map(({ text }) => /Show consent by Friday/.test(text))).toEqual([true, false]);
    expect(pages.map(({ text }) => /calls are stopped/.test(text))).toEqual([false, true]);
    expect(pages.some(({ text }) => text.includes(words))).toBe(false);
  });

  it('that comes under seal has its letters taken back, and writes none', async () => {
    const one = await scene('12 Elm Street, Des Moines, IA 50309');
    const { carrier, noor, carla, accountId } = one;
    const investigationId = await opened(one);
    await carrier.run(noor, operations['investigations.warn'], { investigationId, words: 'Show consent by Friday' });
    await carrier.look((ctx) =>
      takeUp(ctx, { accountId, trigger: 'legal-request', reference: 'x', why: 'A demand', secrecy: 'ordered' }),
    );
    expect(await letters(one)).toMatchObject([{ state: 'needless' }]);
    await carrier.run(carla, operations['investigations.find'], { investigationId, ...found });
    const stop = { investigationId, how: 'suspend', words: 'By order' } as const;
    await carrier.run(carla, operations['investigations.stop'], stop);
    expect(await letters(one)).toHaveLength(1);
    expect(await tasks(one, 'investigation-letter')).toEqual([]);
  });

  it('that comes under seal has the task to tell the customer ended, where he has no address', async () => {
    const one = await scene(null);
    const { carrier, noor, accountId } = one;
    const investigationId = await opened(one);
    await carrier.run(noor, operations['investigations.warn'], { investigationId, words: 'Show consent by Friday' });
    const open = () => tasks(one, 'investigation-letter');
    expect(await open()).toHaveLength(1);
    await carrier.look((ctx) =>
      takeUp(ctx, { accountId, trigger: 'legal-request', reference: 'x', why: 'A demand', secrecy: 'ordered' }),
    );
    expect(await open()).toEqual([]);
  });

  it('gives no file out any more of which a letter was taken back: it is cancelled and printed again', async () => {
    const one = await scene('12 Elm Street, Des Moines, IA 50309');
    const { carrier, noor, carla, accountId } = one;
    const investigationId = await opened(one);
    await carrier.run(noor, operations['investigations.warn'], { investigationId, words: 'Show consent by Friday' });
    const { id: batchId } = await printed(one);
    await carrier.look((ctx) =>
      takeUp(ctx, { accountId, trigger: 'legal-request', reference: 'x', why: 'A demand', secrecy: 'ordered' }),
    );
    await expect(fileOf(one, batchId)).rejects.toThrow(/1 of its letters need not go out/);
    await carrier.run(carla, operations['customerLetters.cancel'], { batchId, why: 'One was taken back' });
    await expect(carrier.run(carla, operations['customerLetters.print'], {})).rejects.toThrow(/No letter waits/);
  });

  it.each(['close', 'terminate', 'release'] as const)(
    'that comes to %s takes back that he is suspended',
    async (how) => {
      const one = await scene('12 Elm Street, Des Moines, IA 50309');
      const { carrier, noor, carla } = one;
      const olga = await carrier.person('Olga Grant', 'officer');
      const investigationId = await opened(one);
      await carrier.run(noor, operations['investigations.find'], { investigationId, ...found });
      const stop = { investigationId, words: 'No consent was shown' };
      await carrier.run(carla, operations['investigations.stop'], { ...stop, how: 'suspend' });
      expect(await letters(one)).toMatchObject([{ state: 'waiting' }]);
      const end = { investigationId, closing: 'As found' };
      if (how === 'terminate') await carrier.run(carla, operations['investigations.stop'], { ...stop, how });
      else
        await carrier.run(carla, operations['investigations.close'], {
          ...end,
          outcome: how === 'close' ? 'cleared' : 'suspended',
        });
      if (how === 'release')
        await carrier.run(olga, operations['investigations.release'], { investigationId, reason: 'It is mended' });
      expect((await letters(one)).map(({ state }) => state)).toEqual(
        how === 'terminate' ? ['waiting', 'needless'] : ['needless'],
      );
    },
  );

  it('is written to by those who may read it: who takes customers on prints no letters', async () => {
    const one = await scene(null);
    const olga = await one.carrier.person('Olga Reyes', 'onboarding');
    await expect(one.carrier.run(olga, operations['customerLetters.print'], {})).rejects.toThrow(/role|may/i);
  });
});

describe('A batch', () => {
  it('that was spoilt is cancelled: its file goes, its letters wait and are printed again', async () => {
    const one = await scene('12 Elm Street, Des Moines, IA 50309');
    await wrongCall(one, 'a');
    const { id: batchId } = await printed(one);
    await one.carrier.run(one.carla, operations['customerLetters.cancel'], { batchId, why: 'The printer jammed' });
    await expect(fileOf(one, batchId)).rejects.toThrow(/thrown away/);
    const again = await printed(one);
    expect(again.letters).toBe(1);
    expect(await fileOf(one, again.id)).toHaveLength(1);
  });

  it('of another carrier is seen by nobody here', async () => {
    const one = await scene('12 Elm Street, Des Moines, IA 50309');
    const other = await scene(null);
    await wrongCall(one, 'a');
    const { id: batchId } = await printed(one);
    expect(await letters(other)).toEqual([]);
    await expect(fileOf(other, batchId)).rejects.toThrow(/batch of letters/);
    const agnes = await one.carrier.person('Agnes Ortiz', 'agent');
    await expect(one.carrier.run(agnes, operations['customerLetters.print'], {})).rejects.toThrow(
      /needs one of the roles|may not|not for/,
    );
  });
});
