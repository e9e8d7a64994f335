import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Posting, posting } from '../../../test/letters.ts';
import { operations } from '../../operations.ts';
import { formalNotice, formalOnPaper } from '../notices/examples/notices.ts';

const {
  'breaches.record': recordBreach,
  'breaches.determine': determine,
  'breaches.report': report,
  'breaches.direct': direct,
  'letters.batch': open,
  'letters.show': show,
  'letters.part': part,
  'letters.archive': archive,
  'letters.handOver': handOver,
  'sendings.prepare': prepare,
  'sendings.approve': approve,
} = operations;

let home: TestHouse;
let prairie: Posting;
let breachId: string;

beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

/** A breach reported on June 1: its customers may be told from June 11. */
const breachAt = async (): Promise<string> => {
  const { carrier, carla } = prairie;
  const found = { discoveredAt: '2026-06-01T09:00:00-05:00', cpni: ['call-detail' as const], customers: 40 };
  const suspicion = { ...found, intentional: 'unknown' as const, circumstances: 'A caller knew too much.' };
  const { id } = await carrier.run(carla, recordBreach, suspicion);
  const { discoveredAt: _found, ...known } = found;
  await carrier.run(carla, determine, { breachId: id, determinedOn: '2026-06-01', intentional: 'yes', ...known });
  return id;
};
const reported = (at: string) =>
  prairie.carrier.run(prairie.carla, report, {
    breachId,
    reportedAt: at,
    reference: 'DOJ-2026-4711',
    urgentHarm: null,
    consulted: null,
  });
const delayed = (directedOn: string, untilDay: string) =>
  prairie.carrier.run(prairie.carla, direct, {
    breachId,
    kind: 'delay',
    agency: 'FBI',
    directedOn,
    untilDay,
    writingHash: 'a'.repeat(64),
  });

beforeEach(async () => {
  prairie = await posting(home, await home.carrier({}));
  await prairie.carrier.at('2026-06-01T16:00:00Z');
  breachId = await breachAt();
});

describe('Letters about a breach', () => {
  const approvedRun = async (): Promise<string> => {
    const { carrier, mara, sol, groupId } = prairie;
    await prairie.onPaper();
    const { solicitationId } = prairie;
    await prairie.customer('r1', {});
    await reported('2026-06-01T10:00:00-05:00');
    await carrier.at('2026-06-11T15:00:00Z');
    const asked = { groupId, solicitationId, accounts: ['r1'], breachId };
    const { id: runId } = await carrier.run(mara, prepare, asked);
    await carrier.run(sol, approve, { runId });
    await prairie.work();
    return runId;
  };

  test('are in no batch while an agency’s delay runs: the refusal names the hold, its clock and who can lift it, to who may know', async () => {
    const { carrier, mara } = prairie;
    const nora = await carrier.person('Nora Pratt', 'marketing');
    const runId = await approvedRun();
    await delayed('2026-06-11', '2026-06-20');
    const refused = await carrier.run(mara, open, { runId }).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({
      type: 'wrong-state',
      facts: {
        detail: `The hold of breach ${breachId} keeps every message about it. Customers may be told from 2026-06-21.`,
        fix: expect.stringMatching(
          /^Clock 'breach-customers:.* lifts it on that day.*only compliance, counsel or an officer can/,
        ),
        cite: expect.stringContaining('64.2011(b)'),
      },
    });
    const short = await carrier.run(nora, open, { runId }).catch((thrown: unknown) => thrown);
    expect(short).toMatchObject({
      facts: { detail: 'Compliance holds the messages of this sending until 2026-06-21.', cite: null },
    });
    await carrier.at('2026-06-21T15:00:00Z');
    expect(await carrier.run(mara, open, { runId })).toMatchObject({ letters: 1 });
  });

  test('of an open batch are printed only when the delay is over, and by themselves', async () => {
    const { carrier, mara } = prairie;
    const runId = await approvedRun();
    const { id: batchId } = await carrier.run(mara, open, { runId });
    await delayed('2026-06-11', '2026-06-12');
    await prairie.work();
    expect(await carrier.run(mara, show, { batchId })).toMatchObject({ state: 'open', printed: 0 });
    await carrier.at('2026-06-12T23:00:00Z');
    await prairie.work();
    expect(await carrier.run(mara, show, { batchId })).toMatchObject({ state: 'open', printed: 0 });
    await carrier.at('2026-06-13T15:00:00Z');
    await prairie.work();
    expect(await carrier.run(mara, show, { batchId })).toMatchObject({ state: 'printed', printed: 1 });
  });

  test('that are printed are neither fetched by the printer nor handed to the post while the delay runs', async () => {
    const { carrier, mara } = prairie;
    const runId = await approvedRun();
    const { id: batchId } = await carrier.run(mara, open, { runId });
    await prairie.work();
    await delayed('2026-06-11', '2026-06-20');
    const hand = () =>
      carrier.run(mara, handOver, { batchId, postedOn: '2026-06-11', letters: 1, receipt: 'PS 3600 no. 17' });
    const held = /hold of breach .* may be told from 2026-06-21/;
    await expect(hand()).rejects.toThrow(held);
    await expect(carrier.stream(mara, part, { batchId, part: 1 }, '')).rejects.toThrow(held);
    await expect(carrier.stream(mara, archive, { batchId }, '')).rejects.toThrow(held);
    await carrier.at('2026-06-21T15:00:00Z');
    expect(await carrier.stream(mara, part, { batchId, part: 1 }, '')).toMatch(/^%PDF-/);
    expect(await hand()).toMatchObject({ state: 'posted' });
  });

  test('that the post took before an agency wrote of a delay are recorded as posted on that day, and none as posted after it', async () => {
    const { carrier, mara } = prairie;
    const runId = await approvedRun();
    const { id: batchId } = await carrier.run(mara, open, { runId });
    await prairie.work();
    await carrier.at('2026-06-13T15:00:00Z');
    await delayed('2026-06-12', '2026-06-20');
    const hand = (postedOn: string) =>
      carrier.run(mara, handOver, { batchId, postedOn, letters: 1, receipt: 'PS 3600 no. 18' });
    for (const day of ['2026-06-12', '2026-06-13']) await expect(hand(day)).rejects.toThrow(/told from 2026-06-21/);
    expect(await hand('2026-06-11')).toMatchObject({ state: 'posted', postedOn: '2026-06-11' });
  });
});

describe('A sending that names no breach', () => {
  const told = 'In May your call records were accessed by a stranger. We have closed that way.';

  test('goes no way while any hold stands if its words tell of one, until the hold ends', async () => {
    const { carrier, mara, sol, groupId, versions } = prairie;
    await prairie.customer('r1', {});
    const plain = await prairie.send('r1');
    await prairie.onPaper();
    expect(await carrier.run(mara, open, { runId: plain })).toMatchObject({ letters: 1 });
    await prairie.customer('r2', { email: 'consents' });
    const words = { ...formalNotice, body: `${formalNotice.body}\n\n${told}` };
    await prairie.version(words, { translationOf: versions.es });
    const solicitationId = await prairie.approveWords();
    const asked = { groupId, solicitationId, accounts: ['r2'] };
    const hold =
      /words tell of a breach \(“were accessed”\), and it names none\. The hold of breach .* before law enforcement/;
    await expect(carrier.run(mara, prepare, asked)).rejects.toThrow(hold);
    await reported('2026-06-01T10:30:00-05:00');
    await carrier.at('2026-06-11T15:00:00Z');
    const { id: runId } = await carrier.run(mara, prepare, asked);
    await delayed('2026-06-11', '2026-06-20');
    const later = /words tell of a breach .* may be told from 2026-06-21/;
    await expect(carrier.run(sol, approve, { runId })).rejects.toThrow(later);
    await carrier.at('2026-06-21T15:00:00Z');
    await carrier.run(sol, approve, { runId });
    await prairie.work();
    expect(prairie.sent).toHaveLength(1);
  });

  test('waits in its e-mails and letters, too, when the hold comes after its approval', async () => {
    const { carrier, mara, sol, groupId, versions } = prairie;
    await prairie.customer('r1', { email: 'consents' });
    await prairie.customer('r2', {});
    const words = { ...formalNotice, body: `${formalNotice.body}\n\n${told}` };
    const newer = await prairie.version(words, { translationOf: versions.es });
    await prairie.version({ ...formalOnPaper, body: `${formalOnPaper.body}\n\n${told}` }, { formOf: newer });
    const solicitationId = await prairie.approveWords();
    await reported('2026-06-01T10:30:00-05:00');
    await carrier.at('2026-06-11T15:00:00Z');
    const { id: runId } = await carrier.run(mara, prepare, { groupId, solicitationId, accounts: ['r1', 'r2'] });
    await carrier.run(sol, approve, { runId });
    await delayed('2026-06-11', '2026-06-20');
    await prairie.work();
    expect(prairie.sent).toEqual([]);
    await expect(carrier.run(mara, open, { runId })).rejects.toThrow(/2026-06-21/);
    await carrier.at('2026-06-21T15:00:00Z');
    await prairie.work();
    expect(prairie.sent).toHaveLength(1);
    expect(await carrier.run(mara, open, { runId })).toMatchObject({ letters: 1 });
  });

  test('goes in a hold where compliance says, on record, why its words tell of no breach', async () => {
    const { carrier, mara, sol, groupId, versions } = prairie;
    const nora = await carrier.person('Nora Pratt', 'marketing');
    await prairie.customer('r1', { email: 'consents' });
    const words = { ...formalNotice, body: `${formalNotice.body}\n\nNo record of yours was accessed by anybody.` };
    await prairie.version(words, { translationOf: versions.es });
    const solicitationId = await prairie.approveWords();
    const asked = { groupId, solicitationId, accounts: ['r1'] };
    const says = { ...asked, notOfBreach: 'It says that nothing was accessed.' };
    await expect(carrier.run(nora, prepare, asked)).rejects.toThrow(/^Compliance holds the messages of this sending/);
    await expect(carrier.run(nora, prepare, says)).rejects.toThrow(/'notOfBreach' needs the role compliance/);
    const { id: runId } = await carrier.run(mara, prepare, says);
    await carrier.run(sol, approve, { runId });
    await prairie.work();
    expect(prairie.sent).toHaveLength(1);
    const entry = await carrier.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'sending.prepared').execute(),
    );
    expect(entry.map(({ body }) => body).join()).toContain('It says that nothing was accessed.');
  });
});
