// A traceback request from its mail to its answer: who asks is verified, the call is found or shown to be absent, two persons name a customer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { importCalls } from '../traffic/calls/import.ts';
import { addCallSource } from '../traffic/calls/sources.ts';
import { answerTraceback, approveTraceback } from './answer.ts';
import { confirmTraceback } from './confirm.ts';
import { tracebackControls } from './controls.ts';
import { listForwards } from './forward.ts';
import { readAnswer } from './give.ts';
import { prepareTraceback } from './prepare.ts';
import { pasteTraceback } from './receive.ts';
import { verifyRequester } from './requesters.ts';
import { searchTraceback } from './search.ts';
import { listTracebacks, showTraceback } from './show.ts';
import { countUpstreams } from './upstream-counts.ts';
import { decideUpstream, listUpstreamReviews } from './upstreams.ts';

let home: TestHouse;
let prairie: TestCarrier;
let harbor: TestCarrier;
let noor: Staff;
let carla: Staff;
let finn: Staff;
let itg = '';

const row = (n: number, start: string, from = '12025550143', to = '13035550120'): string =>
  `"Acme Dental","${from}","${to}","public","${start}","${start}","${start}","4","4","NORMAL_CLEARING","7f3c2a00-1c8e-4d51-9b7a-${String(n).padStart(12, '0')}","","acme-dental","PCMU","PCMU"\n`;
const calls = [
  row(1, '2026-11-18 09:00:00', '12025550199', '13035550000'),
  row(2, '2026-11-18 10:02:13'),
  row(3, '2026-11-18 10:04:00', '12025550177'),
  row(4, '2026-11-18 15:40:00'),
  row(5, '2026-11-19 09:00:00', '12025550199', '13035550000'),
].join('');

const mail = `From: noreply@traceback.example
Subject: Traceback request 98231 - Hop 2 - Action required within 24 hours

Traceback ID: 98231        Hop: 2
Campaign: Auto-Warranty-P1
Call date/time: 2026-11-18 15:02:13 UTC
Calling number: +1 202 555 0143
Called number:  +1 303 555 0120
Received from you by: CARRIER A LLC
Respond at: https://portal.example/tb/98231`;

const asked = { reference: '98231', called: '(303) 555-0120', calling: '202.555.0143', at: '2026-11-18T15:02:13Z' };
const received = '2026-11-20T15:00:00Z';

const arrived = async (more: object): Promise<string> => {
  const { id } = await prairie.run(noor, pasteTraceback, { text: mail, received, again: 'open' });
  await prairie.run(noor, confirmTraceback, { tracebackId: id, requesterId: itg, ...asked, ...more });
  return id;
};
const search = (tracebackId: string) => prairie.run(noor, searchTraceback, { tracebackId });
const absent = (tracebackId: string, gap: string | null) =>
  prairie.run(noor, prepareTraceback, { tracebackId, answer: { outcome: 'absent', because: 'No such call', gap } });
const fromUpstream = async (upstream: string, frn: string | null) => {
  const tracebackId = await arrived({});
  const first = (await search(tracebackId)).candidates[0];
  const said = {
    role: 'intermediate',
    upstream: { name: upstream, frn },
    attestedBecause: 'passed on as it came',
    action: 'Asked them',
  } as const;
  await prairie.run(noor, prepareTraceback, {
    tracebackId,
    answer: { outcome: 'matched', ref: first?.ref ?? '', ...said },
  });
  return tracebackId;
};
const answered = (tracebackId: string) =>
  prairie.run(noor, answerTraceback, { tracebackId, how: 'portal', reference: 'TB-98231' });
const control = (from: string, until: string) =>
  prairie.look((ctx) =>
    Promise.all(
      tracebackControls
        .filter(({ id }) => id === 'tracebacks')
        .map((one) => one.check(ctx, { from: Date.parse(from), until: Date.parse(until) })),
    ),
  );

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  harbor = await home.carrier({ name: 'Harbor Telephone Inc', shortName: 'Harbor' });
  await prairie.at('2026-11-20T15:30:00Z');
  noor = await prairie.person('Noor Haddad', 'network');
  carla = await prairie.person('Carla Stein', 'compliance');
  finn = await harbor.person('Finn Roe', 'network');
  const source = { name: 'fs1', format: 'freeswitch-csv', zone: 'America/New_York' };
  const { id: sourceId } = await prairie.run(noor, addCallSource, source);
  await prairie.stream(noor, importCalls, { sourceId, name: 'Master.csv' }, calls);
  const requester = {
    name: 'Industry Traceback Group',
    kind: 'consortium',
    how: 'Called back by the FCC’s notice',
  } as const;
  itg = (await prairie.run(carla, verifyRequester, requester)).id;
});
afterAll(() => home.close());

describe('A request', () => {
  it('is read out of a mail, each field with its words, and shows the rule’s clock, our promise and our target', async () => {
    const taken = await prairie.run(noor, pasteTraceback, { text: mail, received });
    expect(taken).toMatchObject({
      at: '2026-11-18T15:02:13.000Z',
      zone: 'UTC',
      read: { reference: { value: '98231', confidence: 'sure' }, called: { words: 'Called number:  +1 303 555 0120' } },
      clocks: {
        rule: { due: '2026-11-23T09:00:00-06:00', cite: '47 CFR 64.1200(n)(1)' },
        promised: { due: '2026-11-21T09:00:00-06:00' },
        target: { due: '2026-11-20T13:00:00-06:00' },
      },
    });
    await expect(search(taken.id)).rejects.toThrow(/Nobody has confirmed/);
  });

  it('of somebody whom nobody verified is not searched', async () => {
    const { id: tracebackId } = await prairie.run(noor, pasteTraceback, { text: mail, received, again: 'open' });
    const stranger = { tracebackId, requesterId: '00000000-0000-7000-8000-000000000000', ...asked };
    await expect(prairie.run(noor, confirmTraceback, stranger)).rejects.toThrow(/was not verified/);
  });

  it('is nobody else’s: another carrier neither lists nor opens it', async () => {
    const tracebackId = await arrived({});
    expect((await harbor.run(finn, listTracebacks, {})).items).toEqual([]);
    await expect(harbor.run(finn, showTraceback, { tracebackId })).rejects.toMatchObject({ type: 'not-found' });
    await expect(harbor.run(finn, searchTraceback, { tracebackId })).rejects.toMatchObject({ type: 'not-found' });
  });

  it('shows an auditor when it came and by when it is due, and neither the call nor a customer', async () => {
    const tracebackId = await arrived({});
    const ada = await prairie.person('Ada Blum', 'auditor');
    const { items } = await prairie.run(ada, listTracebacks, {});
    expect(items.find(({ id }) => id === tracebackId)).toMatchObject({ clocks: { promised: {} } });
    expect(JSON.stringify(items)).not.toMatch(/5550143|5550120|555-0120|98231/);
    for (const opening of [
      prairie.run(ada, showTraceback, { tracebackId }),
      prairie.run(ada, readAnswer, { tracebackId }),
      prairie.run(ada, listForwards, { tracebackId }),
    ])
      await expect(opening).rejects.toMatchObject({ type: 'not-allowed' });
  });
});

describe('The call', () => {
  it.each([
    ['numbers in another form', {}, 2, /both numbers match, within five minutes/],
    ['three minutes off', { at: '2026-11-18T15:05:13Z' }, 2, /within five minutes/],
    ['half an hour off', { at: '2026-11-18T15:32:13Z' }, 2, /within an hour/],
    ['local time taken for UTC', { at: '2026-11-18T10:02:13Z' }, 2, /5 whole hours later/],
    ['a caller that was rewritten', { calling: '+1 202 555 9999' }, 2, /the called number matches/],
    ['a call that was forwarded', { called: '+1 303 555 8888' }, 2, /after forwarding/],
  ])('is found first with %s', async (_, more, at, reason) => {
    const { coverage, candidates } = await search(await arrived(more));
    expect(candidates[0]).toMatchObject({
      ref: expect.stringMatching(`[.]${at}$`),
      rank: 1,
      reason: expect.stringMatching(reason),
    });
    expect(coverage.sources[0]?.name).toBe('fs1');
  });

  it('that is not there is shown to be absent, with the sources and terms; with a gap only where the answer names it', async () => {
    const missing = { called: '+1 720 555 0001', calling: '+1 720 555 0002' };
    const whole = await arrived(missing);
    expect((await absent(whole, null)).sheet).toMatchObject({
      role: 'not-ours',
      absent: { coverage: { complete: true, sources: [{ name: 'fs1', state: 'held' }] }, near: 0 },
    });
    const gone = await arrived({ ...missing, at: '2026-11-16T15:00:00Z' });
    await expect(absent(gone, null)).rejects.toThrow(/have a gap/);
    expect((await absent(gone, 'fs1 has no file of that day')).sheet).toMatchObject({
      absent: { gap: 'fs1 has no file of that day', coverage: { complete: false } },
    });
  });
});

describe('An answer', () => {
  it('is given once it is prepared; the third that leads to one upstream in a year calls for a review of it', async () => {
    const counts: unknown[] = [];
    for (const name of ['Acme Voice LLC', 'ACME Voice, LLC', 'Other Carrier', 'acme voice llc']) {
      const tracebackId = await fromUpstream(name, null);
      counts.push((await answered(tracebackId)).fromThisUpstream);
      await expect(answered(tracebackId)).rejects.toThrow(/No answer is prepared/);
    }
    expect(counts).toEqual([1, 2, 1, 3]);
    const tasks = await prairie.look(({ tx }) =>
      tx.selectFrom('task').select(['role', 'why']).where('kind', '=', 'know-your-upstream').execute(),
    );
    expect(tasks).toEqual([{ role: 'compliance', why: expect.stringMatching(/^3 tracebacks/) }]);
  });

  it('leads to a review that a person decides once, and the task of it ends', async () => {
    const open = () => prairie.run(carla, listUpstreamReviews, {});
    const [review] = (await open()).items;
    expect(review).toMatchObject({ upstream: 'acme voice llc', tracebacks: 3, decision: null });
    const decided = { reviewId: review?.id ?? '', decision: 'restrict', because: 'No plan for its resellers' } as const;
    await expect(prairie.run(noor, decideUpstream, decided)).rejects.toThrow(/compliance/);
    await prairie.run(carla, decideUpstream, decided);
    await expect(prairie.run(carla, decideUpstream, decided)).rejects.toThrow(/decided already/);
    expect((await open()).items[0]).toMatchObject({ decision: 'restrict', deciderName: 'Carla Stein' });
    const tasks = await prairie.look(({ tx }) =>
      tx.selectFrom('task').select('outcome').where('kind', '=', 'know-your-upstream').execute(),
    );
    expect(tasks).toEqual([{ outcome: 'done' }]);
  });

  it('leads to one review of one upstream, whether it is named by its FRN or by its name', async () => {
    for (const frn of ['0011112222', null, '0011112222', null])
      await answered(await fromUpstream('Twice Named LLC', frn));
    await answered(await fromUpstream('Twice Named Incorporated', '0011112222'));
    const { items } = await prairie.run(carla, listUpstreamReviews, {});
    const open = items.filter(({ decision }) => decision === null);
    expect(open).toMatchObject([{ tracebacks: 5 }]);
    const tasks = await prairie.look(({ tx }) =>
      tx
        .selectFrom('task')
        .select('key')
        .where('kind', '=', 'know-your-upstream')
        .where('closedAt', 'is', null)
        .execute(),
    );
    expect(tasks).toEqual([{ key: '0011112222' }]);
  });

  it('counts its upstream in a list, once under all its names, those named most first', async () => {
    const { items, since, reviewedFrom } = await prairie.run(carla, countUpstreams, {});
    expect(items.map(({ frn, tracebacks }) => [frn, tracebacks])).toEqual([
      ['0011112222', 5],
      [null, 3],
      [null, 1],
    ]);
    expect(items[0]?.name).toBe('Twice Named Incorporated');
    expect({ since: since.due, reviewedFrom }).toEqual({ since: '2025-11-20', reviewedFrom: 3 });
    expect(since.steps.map(({ date }) => date)).toEqual(['2025-11-20', '2026-11-20']);
  });

  it('is approved by another person than who prepared it', async () => {
    const tracebackId = await fromUpstream('Fourth Carrier', null);
    await expect(prairie.run(noor, approveTraceback, { tracebackId })).rejects.toMatchObject({ type: 'same-person' });
    await prairie.run(carla, approveTraceback, { tracebackId });
  });

  it('that names a customer cannot be marked as given by one person, whatever the program does', async () => {
    const tracebackId = await fromUpstream('Fifth Carrier', null);
    const alone = prairie.look(({ tx }) =>
      tx
        .updateTable('traceback')
        .set({ accountId: tracebackId, state: 'answered', answeredAt: 1, answeredHow: 'portal' })
        .where('id', '=', tracebackId)
        .execute(),
    );
    await expect(alone).rejects.toThrow(/customer_named_by_two/);
  });

  it('is late after 24 hours flat, though the rule pauses over the weekend', async () => {
    const period = ['2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'] as const;
    expect(await control(...period)).toMatchObject([{ counts: { late: 0 } }]);
    await prairie.at('2026-11-21T15:00:01Z');
    expect(await control(...period)).toMatchObject([{ status: 'not kept' }]);
    expect(await answered(await fromUpstream('Sixth Carrier', null))).toMatchObject({ inTime: 'late' });
    expect(await control('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z')).toMatchObject([{ status: 'untested' }]);
  });
});
