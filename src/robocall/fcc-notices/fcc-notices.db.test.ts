// Notices of the Commission: each thing that they want with its clock, what is done reaches the account, and the report is written from the record.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { openedAccount } from '../../../test/voice-accounts.ts';
import { listTasks } from '../../carriers/tasks/list.ts';
import { operations } from '../../operations.ts';
import { fccNoticeControls } from './controls.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

const suspected = {
  kind: 'suspected-illegal-traffic',
  reference: 'EB-TCD-26-00012345',
  receivedAt: '2026-06-01T09:00:00-05:00',
  givenDays: 14,
  traffic: 'Prerecorded calls on car warranties that show +12025550143, May 4 to 20',
} as const;

const final = {
  kind: 'final-determination',
  reference: 'DA 26-237',
  receivedAt: '2026-06-01T09:00:00-05:00',
  releasedOn: '2026-05-28',
  providerName: 'Gone Voice LLC',
  providerFrn: '0022222222',
  traffic: 'All traffic of the provider',
} as const;

type Carrier = { readonly carrier: TestCarrier; readonly noor: Staff; readonly carla: Staff };
const staffed = async (): Promise<Carrier> => {
  const carrier = await home.carrier({});
  return {
    carrier,
    noor: await carrier.person('Noor Haddad', 'network', 'onboarding'),
    carla: await carrier.person('Carla Stein', 'compliance'),
  };
};
const enter = async (one: Carrier, notice: object) => {
  const { id: noticeId } = await one.carrier.run(one.noor, operations['fccNotices.enter'], { ...suspected, ...notice });
  return noticeId;
};
const show = ({ carrier, carla }: Carrier, noticeId: string) =>
  carrier.run(carla, operations['fccNotices.show'], { noticeId });
const found = { role: 'originating', finding: 'illegal', found: 'Calls of one account, 41,000 a day' } as const;
const investigate = ({ carrier, noor }: Carrier, noticeId: string, more: object) =>
  carrier.run(noor, operations['fccNotices.investigate'], { noticeId, ...found, ...more });
const block = (
  { carrier, noor }: Carrier,
  noticeId: string,
  kind: 'blocked-identified' | 'blocked-similar',
  doneAt: string,
) =>
  carrier.run(noor, operations['fccNotices.block'], {
    noticeId,
    kind,
    words: 'By calling number and by pattern',
    doneAt,
  });
const reported = ({ carrier, carla }: Carrier, noticeId: string, reportedAt: string) =>
  carrier.run(carla, operations['fccNotices.noteReported'], {
    noticeId,
    reportedAt,
    how: 'e-mail',
    sha256: 'd'.repeat(64),
  });
const control = ({ carrier }: Carrier) =>
  carrier.look((ctx) => {
    const [only] = fccNoticeControls;
    if (only === undefined) throw new Error('one control');
    return only.check(ctx, { from: Date.parse('2026-06-01T05:00:00Z'), until: Date.parse('2026-07-01T05:00:00Z') });
  });
const signed = {
  dated: '2026-06-10',
  signer: 'Olga Grant',
  title: 'President',
  contact: 'Carla Stein',
  telephone: '+1 515 555 0100',
};

describe('A notice of suspected illegal traffic', () => {
  it('wants an investigation, a block and a report in the days it gives, fewer than 14 never', async () => {
    const one = await staffed();
    await expect(enter(one, { givenDays: null })).rejects.toThrow(/'givenDays'.*missing/);
    const noticeId = await enter(one, { givenDays: 7 });
    const { duties } = await show(one, noticeId);
    expect(duties.map(({ duty, due, inTime }) => [duty, due, inTime])).toEqual([
      ['investigate', '2026-06-15', 'open'],
      ['block', '2026-06-15', 'open'],
      ['report', '2026-06-15', 'open'],
    ]);
    expect(duties[2]).toMatchObject({
      cite: '47 CFR 64.1200(n)(2)',
      steps: [{ date: '2026-06-01' }, { counted: true }],
    });
    const { items } = await one.carrier.run(one.carla, operations['clocks.list'], {});
    expect(items.filter(({ key }) => key.endsWith(noticeId)).map(({ dueOn }) => dueOn)).toEqual(
      Array(3).fill('2026-06-15'),
    );
    const tasks = await one.carrier.run(one.noor, listTasks, { subject: `fcc-notice:${noticeId}` });
    expect(tasks.items).toMatchObject([{ kind: 'fcc-notice-investigate', role: 'network' }]);
  });

  it('of ours: the account is stopped by the notice, and the gate hears of it like of every other hold', async () => {
    const one = await staffed();
    const noticeId = await enter(one, {});
    const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };
    const { accountId } = await openedAccount(one.carrier, one.noor, 'Warranty Dialers', limits);
    const stop = (how: 'suspend' | 'terminate') =>
      one.carrier.run(one.carla, operations['fccNotices.stopAccount'], {
        noticeId,
        accountId,
        how,
        words: 'Its calls',
      });
    expect((await stop('suspend')).actions).toMatchObject([{ kind: 'account-suspended', accountId }]);
    await expect(stop('suspend')).rejects.toThrow(/suspended already/);
    await stop('terminate');
    const { account } = await one.carrier.run(one.noor, operations['accounts.show'], { accountId });
    expect(account.holds.map(({ kind, reason }) => [kind, reason]).toSorted()).toEqual([
      ['suspended', 'Notice EB-TCD-26-00012345 of the Commission'],
      ['terminated', 'Notice EB-TCD-26-00012345 of the Commission'],
    ]);
  });

  it('is reported by a letter that certifies only what the record shows', async () => {
    const one = await staffed();
    const noticeId = await enter(one, {});
    const letter = () => one.carrier.stream(one.carla, operations['fccNotices.report'], { noticeId, ...signed }, '');
    await expect(letter()).rejects.toThrow(/nobody has investigated/);
    await investigate(one, noticeId, {});
    await expect(letter()).rejects.toThrow(/not blocked on record/);
    await expect(reported(one, noticeId, '2026-06-01T10:00:00-05:00')).rejects.toThrow(/not blocked on record/);
    await block(one, noticeId, 'blocked-identified', '2026-06-01T09:30:00-05:00');
    await expect(letter()).rejects.toThrow(/how similar traffic is known/);
    await block(one, noticeId, 'blocked-similar', '2026-06-01T09:40:00-05:00');
    expect((await letter()).slice(0, 5)).toBe('%PDF-');
    const close = () =>
      one.carrier.run(one.carla, operations['fccNotices.close'], {
        noticeId,
        closing: 'Receipt of the Bureau on file',
      });
    await expect(close()).rejects.toThrow(/Not done: Report/);
    await reported(one, noticeId, '2026-06-01T10:00:00-05:00');
    expect((await close()).closerName).toBe('Carla Stein');
    expect((await control(one)).status).toBe('kept');
    await expect(block(one, noticeId, 'blocked-similar', '2026-06-01T09:50:00-05:00')).rejects.toThrow(/closed/);
  });

  it('of traffic that we only passed on names from whom we had it, and is mitigated where it can be, with nothing to block', async () => {
    const one = await staffed();
    const noticeId = await enter(one, {});
    await expect(investigate(one, noticeId, { role: 'other' })).rejects.toMatchObject({
      facts: { cite: '47 CFR 64.1200(n)(2)', detail: expect.stringMatching(/'upstream'/) },
    });
    const { duties } = await investigate(one, noticeId, { role: 'other', upstream: 'Acme Voice LLC, FRN 0011111111' });
    expect(duties.map(({ duty }) => duty)).toEqual(['investigate', 'mitigate', 'report']);
    await expect(reported(one, noticeId, '2026-06-01T10:00:00-05:00')).rejects.toThrow(/why nothing can be/);
    const cannot = (whose: Carrier, id: string) =>
      whose.carrier.run(whose.noor, operations['fccNotices.block'], {
        ...{ noticeId: id, kind: 'mitigation-impossible', words: 'Its calls look like all others of the trunk' },
        doneAt: '2026-06-01T09:30:00-05:00',
      });
    await cannot(one, noticeId);
    const other = await staffed();
    const ours = await enter(other, {});
    await investigate(other, ours, {});
    await expect(cannot(other, ours)).rejects.toThrow(/only illegal traffic that was passed on/);
    expect(
      (await one.carrier.stream(one.carla, operations['fccNotices.report'], { noticeId, ...signed }, '')).slice(0, 5),
    ).toBe('%PDF-');
    await reported(one, noticeId, '2026-06-01T10:00:00-05:00');
    expect((await control(one)).status).toBe('kept');
  });

  it.each([
    ['on the last of its days, Eastern', '2026-06-15T22:59:59-05:00', 'kept'],
    ['a second into the next', '2026-06-15T23:00:00-05:00', 'not kept'],
  ])('reported %s (%s) is %s', async (_, at, status) => {
    const one = await staffed();
    const noticeId = await enter(one, {});
    await investigate(one, noticeId, { finding: 'not-illegal', found: 'Recalls by the maker, with consent' });
    expect((await control(one)).status).toBe('untested');
    await one.carrier.at(at);
    await reported(one, noticeId, at);
    expect((await control(one)).status).toBe(status);
  });

  it('is broken by identified traffic that is blocked while what is like it is not', async () => {
    const one = await staffed();
    const noticeId = await enter(one, {});
    await investigate(one, noticeId, {});
    await block(one, noticeId, 'blocked-identified', '2026-06-01T09:30:00-05:00');
    await one.carrier.at('2026-06-16T06:00:00Z');
    expect((await control(one)).status).toBe('not kept');
  });

  it('stands in evidence without its traffic', async () => {
    const one = await staffed();
    const noticeId = await enter(one, {});
    await investigate(one, noticeId, {});
    const rows = await one.carrier.look(({ tx }) =>
      tx.selectFrom('ledgerEntry').select('body').where('kind', 'like', 'fcc-notice.%').execute(),
    );
    const text = rows.map(({ body }) => body).join('');
    expect(text).toContain('EB-TCD-26-00012345');
    expect(text).not.toMatch(/2025550143|41,000/);
  });
});

describe('A Final Determination Order about a provider', () => {
  const withProvider = async () => {
    const one = await staffed();
    const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };
    const { accountId } = await openedAccount(one.carrier, one.noor, 'Gone trunk', limits);
    const { id: providerId } = await one.carrier.run(one.noor, operations['providers.add'], {
      name: 'Gone Voice LLC',
      frn: '0022222222',
      kind: 'voice-service-provider',
      direction: 'upstream',
      accountId,
    });
    const noticeId = await enter(one, { ...final, givenDays: null });
    return { ...one, accountId, providerId, noticeId };
  };

  it('that hands us calls is told at once, and blocked with its account by the thirtieth day from its release', async () => {
    const one = await withProvider();
    const { items } = await one.carrier.run(one.noor, listTasks, { kind: 'fcc-notice-block' });
    expect(items).toMatchObject([{ why: expect.stringMatching(/names Gone Voice LLC, which hands us calls/) }]);
    const { noticeId, providerId } = one;
    expect((await show(one, noticeId)).duties).toMatchObject([
      { duty: 'block-provider', due: '2026-06-27', cite: '47 CFR 64.1200(n)(3)' },
    ]);
    const say = { noticeId, words: 'Trunk closed' };
    await expect(one.carrier.run(one.noor, operations['fccNotices.noTraffic'], say)).rejects.toThrow(/hands us calls/);
    await one.carrier.run(one.noor, operations['fccNotices.blockProvider'], { ...say, providerId });
    const { account } = await one.carrier.run(one.noor, operations['accounts.show'], { accountId: one.accountId });
    expect(account.holds).toMatchObject([{ kind: 'suspended', source: 'provider' }]);
    expect((await one.carrier.run(one.noor, listTasks, { kind: 'fcc-notice-block' })).items).toEqual([]);
    expect((await control(one)).status).toBe('kept');
  });

  it.each([
    ['on the thirtieth day', '2026-06-28T03:59:59Z', 'kept'],
    ['on the thirty-first', '2026-06-28T04:00:00Z', 'not kept'],
  ])('is kept or not by the day: blocked %s (%s) is %s', async (_, at, status) => {
    const { noticeId, providerId, ...one } = await withProvider();
    await one.carrier.at(at);
    const blocked = { noticeId, providerId, words: 'Trunk closed' };
    await one.carrier.run(one.noor, operations['fccNotices.blockProvider'], blocked);
    expect((await control(one)).status).toBe(status);
  });

  it('that hands us none is recorded so, with how it was found', async () => {
    const one = await staffed();
    const noticeId = await enter(one, { ...final, givenDays: null });
    await one.carrier.run(one.noor, operations['fccNotices.noTraffic'], {
      noticeId,
      words: 'No trunk, no calls since 2024',
    });
    expect((await show(one, noticeId)).duties).toMatchObject([{ done: expect.any(String), inTime: 'yes' }]);
  });
});

describe('A letter to cease and desist', () => {
  it.each([
    ['at the forty-eighth hour', '2026-06-03T09:00:00-05:00', 'yes'],
    ['a second later', '2026-06-03T09:00:01-05:00', 'no'],
  ])('counts hours: mitigated and told %s (%s): %s', async (_, at, inTime) => {
    const one = await staffed();
    const noticeId = await enter(one, { kind: 'cease-and-desist', givenDays: null });
    expect((await show(one, noticeId)).duties).toMatchObject([
      { duty: 'mitigate', dueAt: '2026-06-03T09:00:00-05:00', cite: '47 CFR 64.1200(k)(4)' },
      { duty: 'measures', dueAt: '2026-06-15T09:00:00-05:00' },
    ]);
    await one.carrier.at(at);
    const done = { noticeId, kind: 'mitigated', words: 'Account stopped', doneAt: at } as const;
    await one.carrier.run(one.noor, operations['fccNotices.block'], done);
    const { duties } = await reported(one, noticeId, at);
    expect(duties[0]).toMatchObject({ duty: 'mitigate', inTime });
  });
});
