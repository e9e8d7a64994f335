import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { later } from '../src/db/later.ts';
import { client } from '../src/db/migrate.ts';
import { claimNext, nextDue } from '../src/interfaces/jobs/claim.ts';
import { perform, postpone } from '../src/interfaces/jobs/perform.ts';
import { house, type TestCarrier, type TestHouse } from './house.ts';
import { noOutside } from './outside.ts';

let home: TestHouse;
let prairie: TestCarrier;
let lakes: TestCarrier;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
});
afterAll(() => home.close());

const closing = (day: string, why: string) => ({ day, why, source: 'notice of the FCC' });

const enqueue = (carrier: TestCarrier, day: string, from: number, key: string) =>
  carrier.look((ctx) => later(ctx, { does: 'closures.add', input: closing(day, 'storm'), from, key }));

const closures = (carrier: TestCarrier) =>
  carrier.look((ctx) => ctx.tx.selectFrom('closure').select('day').orderBy('day').execute());

const workAll = async (): Promise<number> => {
  let closed = 0;
  for (let job = await claimNext(home.connections.platform, Date.now()); job !== null; ) {
    await perform(home.connections, noOutside, job);
    // a closure has the clocks looked at anew: that job is another's story
    if (job.kind === 'closures.add') closed += 1;
    job = await claimNext(home.connections.platform, Date.now());
  }
  return closed;
};

describe('work for later', () => {
  test('is done once, in the carrier that wanted it, by its clock', async () => {
    await prairie.at('2026-06-01T15:00:00Z');
    await enqueue(prairie, '2026-06-02', Date.parse('2026-06-01T15:00:00Z'), 'a');
    await enqueue(prairie, '2026-06-03', Date.parse('2026-06-01T16:00:00Z'), 'b');
    expect(await workAll()).toBe(1);
    expect(await closures(prairie)).toEqual([{ day: '2026-06-02' }]);
    expect(await closures(lakes)).toEqual([]);
    await prairie.at('2026-06-01T16:00:00Z');
    expect(await workAll()).toBe(1);
    expect(await workAll()).toBe(0);
  });

  test('wanted twice under one key while it waits is wanted once', async () => {
    const from = Date.parse('2026-06-01T16:00:00Z');
    await enqueue(prairie, '2026-06-04', from, 'same');
    await enqueue(prairie, '2026-06-05', from, 'same');
    expect(await workAll()).toBe(1);
    expect((await closures(prairie)).at(-1)).toEqual({ day: '2026-06-04' });
  });

  test('that somebody waits for goes before what came earlier, and what takes long goes last', async () => {
    await lakes.at('2026-06-02T15:00:00Z');
    const at = (hour: number) => Date.parse(`2026-06-01T${hour}:00:00Z`);
    const kinds: string[] = [];
    await lakes.look(async (ctx) => {
      for (const day of ['2025-05-01', '2025-05-02'])
        await later(ctx, { does: 'traffic.scoreDay', input: { day }, from: at(10), key: day });
      await later(ctx, { does: 'closures.add', input: closing('2026-06-10', 'storm'), from: at(12), key: 'closed' });
      await later(ctx, { does: 'tracebacks.page', input: { pageId: ctx.id() }, from: at(14), key: 'page' });
    });
    for (let job = await claimNext(home.connections.platform, Date.now()); job !== null; ) {
      kinds.push(job.kind);
      job = await claimNext(home.connections.platform, Date.now());
    }
    expect(kinds).toEqual(['tracebacks.page', 'closures.add', 'traffic.scoreDay', 'traffic.scoreDay']);
    await lakes.at('2026-06-01T15:00:00Z');
  });

  test('rolls back with the change that wanted it', async () => {
    const broken = prairie.look(async (ctx) => {
      await later(ctx, { does: 'closures.add', input: closing('2026-06-08', 'x'), from: ctx.at, key: 'gone' });
      throw new Error('the change failed');
    });
    await expect(broken).rejects.toThrow('the change failed');
    expect(await workAll()).toBe(0);
  });

  test('that failed is kept, rests, and tells why without the data', async () => {
    await enqueue(prairie, 'no-date', Date.parse('2026-06-01T16:00:00Z'), 'bad');
    const job = await claimNext(home.connections.platform, Date.now());
    if (job === null) throw new Error('a job was due');
    const failed = await perform(home.connections, noOutside, job).then(
      () => null,
      (error: unknown) => error,
    );
    expect(await postpone(home.connections, job, failed, Date.now())).toMatch(/^invalid-input: 'day'/);
    expect(await claimNext(home.connections.platform, Date.now() + 4000)).toBeNull();
    expect((await claimNext(home.connections.platform, Date.now() + 6000))?.id).toBe(job.id);
  });

  test('two workers at once never take the same job', async () => {
    const from = Date.parse('2026-06-01T15:00:00Z');
    for (let n = 0; n < 20; n += 1) await enqueue(lakes, `2026-07-${String(n + 1).padStart(2, '0')}`, from, `l${n}`);
    const taken: string[] = [];
    const lane = async () => {
      for (let job = await claimNext(home.connections.platform, Date.now()); job !== null; ) {
        taken.push(job.id);
        job = await claimNext(home.connections.platform, Date.now());
      }
    };
    await Promise.all([lane(), lane(), lane()]);
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken.length).toBe(20);
  });

  test('is found by its index, however much of it is due', async () => {
    const db = await client(home.address, 'database' in home.address ? home.address.database : '');
    await db.query(`insert into job (id, carrier_id, kind, payload, run_at, turn)
      select gen_random_uuid(), '${prairie.id}', 'closures.add', '{}', n, 1 from generate_series(1, 20000) n`);
    await db.query('analyze job');
    const { rows } = await sql<Record<string, string>>`explain ${nextDue(20_001, 'all')}`.execute(
      home.connections.platform,
    );
    const plan = rows.flatMap((row) => Object.values(row)).join('\n');
    await db.query(`delete from job where run_at <= 20000`);
    await db.end();
    expect(plan).toContain('job_due');
    expect(plan).not.toContain('Sort');
  });

  test('costs next to nothing to look for while none is due, however much of it waits', async () => {
    const db = await client(home.address, 'database' in home.address ? home.address.database : '');
    const far = Date.parse('2100-01-01T00:00:00Z');
    await db.query(`insert into job (id, carrier_id, kind, payload, run_at, turn)
      select gen_random_uuid(), '${prairie.id}', 'closures.add', '{}', ${far} + n, n % 3 from generate_series(1, 60000) n`);
    await db.query('vacuum analyze job');
    const { rows } = await sql<Record<string, string>>`
      explain (analyze, buffers, timing off) ${nextDue(Date.parse('2026-06-01T16:00:00Z'), 'all')}`.execute(
      home.connections.platform,
    );
    await db.query(`delete from job where run_at > ${far}`);
    await db.end();
    const lines = rows.flatMap((row) => Object.values(row));
    const pages = lines.find((line) => line.includes('Buffers')) ?? 'none';
    const read = [...pages.matchAll(/(?:hit|read)=(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    expect(read).toBeGreaterThan(0);
    expect(read, lines.join('\n')).toBeLessThan(100);
  });
});
