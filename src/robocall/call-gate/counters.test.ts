import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Allowance, counters, type Place } from './counters.ts';
import { countJournal } from './journal.ts';
import { dealtCounters, ownerOf, serveCounters } from './peers.ts';

const folder = mkdtempSync(join(tmpdir(), 'compline-gate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const complaints: string[] = [];
const complain = (line: string) => complaints.push(line);

let files = 0;
const freshPath = () => {
  files += 1;
  return join(folder, `counts-${files}.ndjson`);
};

const place = (accountId: string, callId: string, allowance: Allowance, session: number | null): Place => ({
  accountId,
  callId,
  allowance,
  session,
});

const act = fc.record({
  after: fc.integer({ min: 0, max: 400 }),
  does: fc.constantFrom('take', 'take', 'take', 'end', 'restart'),
  call: fc.integer({ min: 0, max: 12 }),
  lease: fc.constantFrom(null, 200, 1000),
});

describe('limits of an account', () => {
  it('let through no more than burst and rate in any stretch, nor more sessions than it may hold, restarts among them', () => {
    const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 5 }), fc.array(act, { maxLength: 80 }), (rate, sessions, acts) => {
        const path = freshPath();
        let now = Date.now();
        let journal = countJournal(path, complain, () => now);
        let own = counters(journal, () => now);
        const taken: number[] = [];
        const lasting = new Map<string, number>();
        for (const { after, does, call, lease } of acts) {
          now += after;
          const callId = `c${call}`;
          if (does === 'restart') {
            journal.close();
            journal = countJournal(path, complain, () => now);
            own = counters(journal, () => now);
          } else if (does === 'end') {
            own.end('a', callId);
            lasting.delete(callId);
          } else {
            const met = own.take(place('a', callId, { rate, sessions }, lease));
            if (met !== 'rate-limit') taken.push(now);
            if (met === null && lease !== null) lasting.set(callId, now + lease);
          }
          for (const [id, until] of lasting) if (until <= now) lasting.delete(id);
          expect(lasting.size).toBeLessThanOrEqual(sessions);
        }
        journal.close();
        for (let from = 0; from < taken.length; from += 1)
          for (let to = from; to < taken.length; to += 1) {
            const seconds = ((taken[to] ?? 0) - (taken[from] ?? 0)) / 1000;
            expect(to - from + 1).toBeLessThanOrEqual(rate.burst + rate.perSecond * seconds + 1e-6);
          }
      }),
      { numRuns: 200 },
    );
  });

  it('are never lower than promised either: what fits under burst and rate is let through', () => {
    let now = 1_000_000;
    const own = counters(countJournal(freshPath(), complain, Date.now), () => now);
    const allowance = { rate: { perSecond: 10, burst: 3 }, sessions: 100 };
    const take = () => own.take(place('a', `c${now}`, allowance, null));
    expect([take(), take(), take(), take()]).toEqual([null, null, null, 'rate-limit']);
    now += 100;
    expect([take(), take()]).toEqual([null, 'rate-limit']);
    now += 10_000;
    expect([take(), take(), take(), take()]).toEqual([null, null, null, 'rate-limit']);
  });
});

describe('the journal of counts', () => {
  it('forgets the cut last line of a killed process and what is over, and keeps the rest', () => {
    const path = freshPath();
    const now = Date.now();
    const journal = countJournal(path, complain, Date.now);
    journal.took('a', now + 5000, 'long', now + 60_000);
    journal.took('a', now + 6000, 'over', now - 1);
    journal.took('b', now - 1, 'ended', now + 60_000);
    journal.ended('b', 'ended');
    journal.close();
    appendFileSync(path, '["a",12');
    const again = countJournal(path, complain, Date.now);
    expect([...again.of('a').sessions.keys()]).toEqual(['long']);
    expect(again.of('a').arrival.due).toBe(now + 6000);
    expect(again.of('b').sessions.size).toBe(0);
    again.close();
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3);
  });
});

describe('several processes of one node', () => {
  it('never let more than the limit through together; while one is gone, its accounts are told so', async () => {
    const clock = () => Date.now();
    const places = [0, 1, 2].map((index) => ({ index, processes: 3 }));
    const owns = places.map(() => counters(countJournal(freshPath(), complain, Date.now), clock));
    const stops = await Promise.all(owns.map((own, index) => serveCounters(own, folder, index)));
    const asks = owns.map((own, index) => dealtCounters(own, folder, { index, processes: 3, patienceMs: 30_000 }));
    const accounts = Array.from({ length: 9 }, (_, n) => `account-${n}`);
    expect(new Set(accounts.map((id) => ownerOf(id, 3))).size).toBe(3);
    const allowance = { rate: { perSecond: 1, burst: 1000 }, sessions: 7 };
    const met = await Promise.all(
      Array.from({ length: 900 }, (_, n) =>
        asks[n % 3]?.take(place(accounts[n % 9] ?? '', `call-${n}`, allowance, 60_000)),
      ),
    );
    // who is held up on a busy machine answers late: then a call is not let through, and never one more
    for (const [place, id] of accounts.entries()) {
      const own = met.filter((_, n) => n % 9 === place);
      const through = own.filter((limit) => limit === null).length;
      expect([id, through]).toEqual([id, own.includes('gone') ? Math.min(through, 7) : 7]);
    }
    const [first = ''] = accounts.filter((id) => ownerOf(id, 3) === 1);
    expect(await asks[0]?.end(first, 'call-unknown')).toBe(false);
    expect(await asks[0]?.standing()).toEqual(['written', 'written', 'written']);
    await stops[1]?.();
    expect(await asks[0]?.take(place(first, 'late', allowance, null))).toBe('gone');
    expect(await asks[0]?.standing()).toEqual(['written', 'gone', 'written']);
    for (const ask of asks) ask.close();
    await Promise.all([stops[0]?.(), stops[2]?.()]);
  });
});

describe('a process that is killed while it asks another', () => {
  it('leaves a question cut in the middle, which is let go: the other goes on counting', async () => {
    const own = counters(countJournal(freshPath(), complain, Date.now), () => Date.now());
    const stop = await serveCounters(own, folder, 7);
    const allowance = { rate: { perSecond: 1, burst: 5 }, sessions: 5 };
    const asked = JSON.stringify([1, 'take', place('a', 'whole', allowance, 60_000)]);
    const killed = connect(join(folder, 'gate', 'counters-7.sock'));
    killed.write(`${asked}\n[2,"take",{"acc`);
    await once(killed, 'data');
    killed.destroy();
    await expect.poll(() => own.end('a', 'whole')).toBe(true);
    const other = dealtCounters(own, folder, { index: null, processes: 8, patienceMs: 30_000 });
    const [account = ''] = Array.from({ length: 99 }, (_, n) => `account-${n}`).filter((id) => ownerOf(id, 8) === 7);
    expect(await other.take(place(account, 'next', allowance, 60_000))).toBeNull();
    other.close();
    await stop();
  });
});

describe.skipIf(process.platform !== 'linux')('a journal on a full disk', () => {
  it('leaves the counting to memory, says so, and is whole once there is room', async () => {
    const path = freshPath();
    // every write to it fails for want of space; the next file in its place is a common one
    symlinkSync('/dev/full', `${path}.fresh`);
    const now = Date.now() + 60_000;
    const allowance = { rate: { perSecond: 1, burst: 2 }, sessions: 1 };
    const journal = countJournal(path, complain, Date.now);
    const own = counters(journal, () => now);
    const take = (by: typeof own, callId: string) => by.take(place('a', callId, allowance, 3_600_000));
    expect([take(own, 'one'), take(own, 'two'), take(own, 'three')]).toEqual([null, 'session-limit', 'rate-limit']);
    await expect.poll(() => complaints.at(-1), { timeout: 5000 }).toMatch(/stand in memory alone.*ENOSPC/);
    await expect
      .poll(() => statSync(path).isFile() && readFileSync(path, 'utf8'), { timeout: 5000 })
      .toContain('"one"');
    // killed: what the next one reads is what was counted
    const next = counters(countJournal(path, complain, Date.now), () => now + 1000);
    expect(take(next, 'four')).toBe('session-limit');
    journal.close();
  });
});
