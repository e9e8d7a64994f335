import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Posting, posting } from '../../../test/letters.ts';
import { noOutside } from '../../../test/outside.ts';
import { workAll } from '../../../test/work.ts';
import { operations } from '../../operations.ts';
import { reachables } from '../sendings/reachable.ts';

const {
  'letters.batch': open,
  'letters.handOver': handOver,
  'letters.returned': returned,
  'sendings.prepare': prepare,
  'sendings.approve': approve,
  'sendings.show': showRun,
  'sendings.stop': stop,
} = operations;

let home: TestHouse;
let prairie: Posting;

beforeAll(async () => {
  home = await house();
  prairie = await posting(home, await home.carrier({}));
  await prairie.onPaper();
});
afterAll(() => home.close());

/** Sends to these accounts through a server that breaks the connection after the text. */
const sendInDoubt = async (...accounts: string[]): Promise<string> => {
  const { carrier, mara, sol, groupId, solicitationId } = prairie;
  const { id: runId } = await carrier.run(mara, prepare, { groupId, solicitationId, accounts });
  await carrier.run(sol, approve, { runId });
  await workAll(home, {
    ...noOutside,
    sendMail: async (_server, mails) => mails.map(() => ({ outcome: 'unknown' as const, code: '', at: 0 })),
  });
  return runId;
};

const letters = async (runId: string) => (await prairie.carrier.run(prairie.carla, showRun, { runId })).letters;

/** Prints the letters of a sending and hands them to the post; the printed reference of the first. */
const post = async (runId: string, postedOn: string): Promise<string> => {
  const { carrier, mara } = prairie;
  const { id: batchId } = await carrier.run(mara, open, { runId });
  await prairie.work();
  await carrier.run(mara, handOver, { batchId, postedOn, letters: 1, receipt: 'PS 3602' });
  await prairie.work();
  return `${batchId.slice(-8)}-000001`;
};

describe('An e-mail of which nobody knows whether it went out', () => {
  test('is never sent again, not after its letter came back either', async () => {
    const { carrier, mara } = prairie;
    await prairie.customer('d1', { email: 'consents' });
    const reference = await post(await sendInDoubt('d1'), '2026-06-01');
    await carrier.at('2026-06-20T15:00:00Z');
    await carrier.run(mara, returned, { reference, returnedOn: '2026-06-19' });
    const again = await prairie.send('d1');
    expect(prairie.sent).toEqual([]);
    expect(await letters(again)).toEqual({ 'an earlier e-mail of it may have gone out': 1 });
    await carrier.run(mara, stop, { runId: again, why: 'No good address yet.' });
  });

  test('keeps the next notice, two years after a letter that arrived, from no e-mail', async () => {
    const { carrier } = prairie;
    await prairie.customer('d2', { email: 'consents' });
    await post(await sendInDoubt('d2'), '2026-06-20');
    await carrier.at('2028-05-20T15:00:00Z');
    const runId = await prairie.send('d2');
    const { reachable, others } = await carrier.look(async (ctx) =>
      reachables(ctx, await ctx.tx.selectFrom('message').selectAll().where('runId', '=', runId).execute()),
    );
    expect([reachable.map(({ to }) => to), [...others]]).toEqual([['d2@mail.example'], []]);
  });
});
