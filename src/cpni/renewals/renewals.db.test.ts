import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { house, type TestHouse } from '../../../test/house.ts';
import { type Posting, posting } from '../../../test/letters.ts';
import { operations } from '../../operations.ts';
import { endingQuery } from './ending.ts';

const {
  'renewals.configure': configure,
  'renewals.list': list,
  'renewals.prepare': prepare,
  'sendings.approve': approveRun,
  'sendings.show': showRun,
  'sendings.stop': stopRun,
  'approvals.status': status,
  'clocks.list': clocks,
  'tasks.list': tasks,
  'letters.batch': openBatch,
  'letters.handOver': handOver,
} = operations;

let home: TestHouse;
let prairie: Posting;
let paper: string;
let dana: string;
let evan: string;
let boss: Awaited<ReturnType<Posting['carrier']['person']>>;

const silence = async (customerId: string) =>
  (
    await prairie.carrier.run(prairie.carla, status, {
      customerId,
      cpni: 'billing',
      recipient: 'self',
      purpose: 'market',
    })
  ).silence;
const renewalClocks = async () =>
  (await prairie.carrier.run(prairie.carla, clocks, {})).items.filter(({ key }) => key.startsWith('renewal:'));
const asked = async () => (await prairie.carrier.run(prairie.carla, tasks, { kind: 'renewal-to-approve' })).items;
const prepareNow = () => prairie.carrier.run(prairie.mara, prepare, {});

beforeAll(async () => {
  home = await house();
  prairie = await posting(home, await home.carrier({}));
  boss = await prairie.carrier.person('Bo Lind', 'marketing', 'supervisor');
  paper = (await prairie.onPaper()).en;
  // 1 June 2026, by e-mail: used from 2 July, ends with 1 June 2028
  dana = await prairie.customer('d1', { email: 'consents' });
  evan = await prairie.customer('e1', { email: 'consents' });
  await prairie.send('d1', 'e1');
});
afterAll(() => home.close());

describe('Two-year notices', () => {
  test('are ordered by a person, under a request that a supervisor approved', async () => {
    const { carrier, mara, groupId, solicitationId, sol } = prairie;
    const order = { groupId, solicitationId, slackDays: 30 };
    await expect(carrier.run(sol, configure, order)).rejects.toThrow(/needs one of the roles/);
    await expect(carrier.run(carrier.machine('robot', 'marketing'), configure, order)).rejects.toThrow(/need a person/);
    await expect(carrier.run(mara, configure, { ...order, groupId: solicitationId })).rejects.toThrow(/another notice/);
    await expect(carrier.run(mara, configure, { ...order, slackDays: 13 })).rejects.toThrow();
    expect(await carrier.run(boss, configure, order)).toMatchObject({ setter: 'Bo Lind', state: 'on', slackDays: 30 });
    expect((await carrier.run(mara, list, {})).items).toHaveLength(1);
  });

  test('are prepared wait and slack before the first ends, sixty days here, and not a day earlier', async () => {
    const { carrier } = prairie;
    await carrier.at('2028-04-01T15:00:00Z');
    expect(await prepareNow()).toEqual({ prepared: [] });
    expect(await renewalClocks()).toEqual([]);
    await carrier.at('2028-04-02T15:00:00Z');
    const { prepared } = await prepareNow();
    expect(prepared).toMatchObject([{ groupId: prairie.groupId, customers: 2 }]);
    // again, as every day: they are on their way
    expect(await prepareNow()).toEqual({ prepared: [] });
  });

  test('wait for a supervisor other than who ordered them: a task asks, and a clock shows whose silence would lapse', async () => {
    const { carrier, carla } = prairie;
    const { items } = await carrier.run(carla, tasks, { kind: 'renewal-to-approve' });
    expect(items).toMatchObject([{ role: 'supervisor', due: '2028-06-01T00:00:00-05:00' }]);
    expect(await renewalClocks()).toMatchObject([{ dueOn: '2028-06-01', why: { cite: '47 CFR 64.2008(d)(2)' } }]);
    const runId = items[0]?.subject.replace('sending:', '') ?? '';
    await expect(carrier.run(boss, approveRun, { runId })).rejects.toThrow(/does not approve it/);
    expect(prairie.sent).toHaveLength(2);
    // stopped, they are prepared anew
    await carrier.run(prairie.sol, stopRun, { runId, why: 'one more look at the words' });
    expect(await asked()).toEqual([]);
    await carrier.at('2028-04-03T15:00:00Z');
    expect((await prepareNow()).prepared).toMatchObject([{ customers: 2 }]);
  });

  test('that go out in time carry the silence on without a new wait, by e-mail or letter; what does not, lapses', async () => {
    const { carrier, mara, sol, carla } = prairie;
    const [task] = await asked();
    const runId = task?.subject.replace('sending:', '') ?? '';
    await carrier.run(carla, operations['customers.emailConsent'], {
      customerId: evan,
      consent: 'withdrawn',
      how: 'by-telephone',
      proof: 'call 9',
    });
    await carrier.run(sol, approveRun, { runId });
    // whoever approved has done what the task asked for
    expect(await asked()).toEqual([]);
    const closed = await carrier.run(carla, tasks, { kind: 'renewal-to-approve', state: 'closed' });
    expect(closed.items.map(({ outcome, closer }) => [outcome, closer]).toSorted()).toEqual([
      ['done', 'Sol Reyes'],
      ['not-needed', 'Sol Reyes'],
    ]);
    await prairie.work();
    expect((await carrier.run(mara, showRun, { runId })).messages).toEqual({ accepted: 1, letter: 1 });
    const { id: batchId } = await carrier.run(mara, openBatch, { runId });
    await prairie.work();
    await carrier.at('2028-06-01T15:00:00Z');
    expect(await silence(evan)).toMatchObject({ allowed: true });
    expect(await renewalClocks()).toMatchObject([{ dueOn: '2028-06-01' }]);
    // mailed on the last day of the two years
    await carrier.run(mara, handOver, { batchId, postedOn: '2028-06-01', letters: 1, receipt: 'PS 3600' });
    await prairie.work();
    expect(await renewalClocks()).toEqual([]);
    await carrier.at('2028-06-02T15:00:00Z');
    expect(await silence(dana)).toMatchObject({ allowed: true, basis: 'opt-out' });
    expect(await silence(evan)).toMatchObject({ allowed: true, basis: 'opt-out' });
  });

  test('after a delivery are those of one notice: which, must be said', async () => {
    const after = { sentAt: 1, deliveryId: '01a1f0c2-7b00-7000-8000-000000000001' };
    await expect(prairie.carrier.run(prairie.mara, prepare, { after })).rejects.toThrow(/without 'groupId'/);
  });

  test('are shown as missed when nobody renewed them, and the silence has lapsed', async () => {
    const { carrier, mara, groupId, solicitationId } = prairie;
    const nora = await prairie.customer('n1', { email: 'consents' });
    await prairie.send('n1');
    await carrier.run(mara, configure, { groupId, solicitationId, state: 'off' });
    await carrier.at('2030-05-01T15:00:00Z');
    expect(await prepareNow()).toEqual({ prepared: [] });
    await carrier.at('2030-06-02T15:00:00Z');
    expect(await silence(nora)).toMatchObject({ allowed: true });
    await carrier.at('2030-06-03T15:00:00Z');
    expect(await silence(nora)).toMatchObject({ allowed: false, missing: 'renewal' });
    expect(await renewalClocks()).toHaveLength(1);
  });
});

describe('The database', () => {
  test('finds whose notice ends along the index of the newest, past all that were sent before', async () => {
    const wanted = {
      groupId: prairie.groupId,
      from: 0,
      upTo: 0,
      after: null,
      limit: 10,
      except: 'on its way',
    } as const;
    const plan = await prairie.carrier.look(async ({ tx }) => {
      // few rows tempt it to read all; what is asked is whether row security lets each condition reach an index
      await sql`set local enable_seqscan = off`.execute(tx);
      const { rows } = await sql<Record<string, string>>`explain (costs off) ${endingQuery(wanted, 1, 2)}`.execute(tx);
      return rows.flatMap((row) => Object.values(row)).join('\n');
    });
    expect(plan).toMatch(
      /Index Scan using newest_notice_sent on newest_notice n\n\s+Index Cond: .*carrier_id = .*group_id = .*sent_at.* >= .*sent_at.* < /,
    );
    expect(plan).not.toMatch(/Sort|Seq Scan/);
  });

  test('knows the newest notice that stands: a later one, and the one before where it came back', async () => {
    const { carrier, groupId } = prairie;
    const ida = await prairie.customer('i1', {});
    const newest = () =>
      carrier.look((ctx) =>
        ctx.tx
          .selectFrom('newestNotice')
          .select(['deliveryId', 'sentAt'])
          .where('customerId', '=', ida)
          .where('groupId', '=', groupId)
          .execute(),
      );
    const recorded = async (sentAt: string) =>
      (
        await carrier.run(prairie.mara, operations['deliveries.record'], {
          versionId: paper,
          customerId: ida,
          method: 'mail',
          sent: sentAt,
        })
      ).id;
    const bounced = (deliveryId: string) =>
      carrier.run(prairie.mara, operations['deliveries.bounce'], { deliveryId, at: '2030-06-03', why: 'other' });
    expect(await newest()).toEqual([]);
    const late = await recorded('2030-05-02T15:00:00Z');
    const early = await recorded('2030-05-01T15:00:00Z');
    expect(await newest()).toEqual([{ deliveryId: late, sentAt: Date.parse('2030-05-02T15:00:00Z') }]);
    await bounced(late);
    expect(await newest()).toEqual([{ deliveryId: early, sentAt: Date.parse('2030-05-01T15:00:00Z') }]);
    await bounced(early);
    expect(await newest()).toEqual([{ deliveryId: null, sentAt: null }]);
  });

  test('takes no wait but the one that the notice prints', async () => {
    const planted = prairie.carrier.look(async (ctx) => {
      const version = await ctx.tx
        .selectFrom('noticeVersion')
        .select('id')
        .where('waitDays', '=', 30)
        .limit(1)
        .executeTakeFirstOrThrow();
      const id = ctx.id();
      const delivery = {
        id,
        versionId: version.id,
        customerId: dana,
        method: 'mail' as const,
        sentAt: 1,
        reference: null,
        recordedAt: 1,
      };
      await ctx.tx.insertInto('delivery').values(delivery).execute();
      const event = await ctx.tx
        .selectFrom('permissionEvent')
        .selectAll()
        .where('type', '=', 'notice')
        .limit(1)
        .executeTakeFirstOrThrow();
      await ctx.tx
        .insertInto('permissionEvent')
        .values({ ...event, id, waitDays: 45 })
        .execute();
    });
    await expect(planted).rejects.toThrow(/the one that it prints/);
  });

  test('lets no notice reach a customer twice for the same two years', async () => {
    const planted = prairie.carrier.look(async (ctx) => {
      const row = await ctx.tx
        .selectFrom('message')
        .selectAll()
        .where('state', '=', 'accepted')
        .limit(1)
        .executeTakeFirstOrThrow();
      const run = await ctx.tx
        .selectFrom('sendingRun')
        .select('id')
        .where('id', 'not in', ctx.tx.selectFrom('message').select('runId').where('customerId', '=', row.customerId))
        .limit(1)
        .executeTakeFirstOrThrow();
      const twin = { ...row, id: ctx.id(), runId: run.id, versionId: prairie.versions.es, token: 'a'.repeat(16) };
      await ctx.tx.insertInto('message').values(twin).execute();
    });
    await expect(planted).rejects.toThrow(/message_reached_once/);
  });

  test('shows another carrier nothing of it', async () => {
    const lakes = await home.carrier({ name: 'Lakes Telephone Company', shortName: 'Lakes' });
    const lena = await lakes.person('Lena Fox', 'compliance', 'marketing');
    expect((await lakes.run(lena, list, {})).items).toEqual([]);
    expect(await lakes.run(lena, prepare, {})).toEqual({ prepared: [] });
    expect((await lakes.run(lena, operations['letters.list'], {})).items).toEqual([]);
  });
});
