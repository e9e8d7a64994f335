// Both sides of the clocks of interceptions: filing the policies, signing, reporting, and how long the store is kept.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestHouse } from '../../../test/house.ts';
import { purgeOf, ripeIn, twoPersons } from '../../carriers/retention/retention.example.ts';
import { endMember, listMembers } from '../../carriers/staff/members.ts';
import { operations } from '../../operations.ts';
import { interceptionControls } from './controls.ts';
import { order, policies } from './interceptions.example.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

/** A carrier whose policies are published at its first instant, with its officer and an engineer who is designated. */
const ready = async (clock: string) => {
  const carrier = await home.carrier({ clock: Date.parse(clock) });
  const olga = await carrier.person('Olga Grant', 'officer', 'compliance');
  const noor = await carrier.person('Noor Haddad', 'network');
  const publish = (more: object) =>
    carrier.run(olga, operations['interceptionPolicies.publish'], {
      ...policies,
      officerId: olga.id,
      designees: [noor.id],
      password: olga.password,
      ...more,
    });
  await publish({});
  const control = async (from: string, until: string) => {
    const [only] = interceptionControls;
    if (only === undefined) throw new Error('one control');
    return carrier.look((ctx) => only.check(ctx, { from: Date.parse(from), until: Date.parse(until) }));
  };
  return { carrier, olga, noor, publish, control, year: () => control('2026-01-01T06:00:00Z', '2027-06-01T05:00:00Z') };
};
type Ready = Awaited<ReturnType<typeof ready>>;

const filed = ({ carrier, olga }: Ready, filedOn: string) =>
  carrier.run(olga, operations['interceptionPolicies.noteFiled'], { filedOn, confirmation: 'CEFS 2026-11' });

/** An interception enabled by the engineer at an instant that the carrier's clock shows. */
const enabled = async (
  { carrier, olga, noor }: Ready,
  startAt: string,
  authorizedUntil: string | null,
): Promise<string> => {
  const { id: interceptionId } = await carrier.run(noor, operations['interceptions.open'], {
    ...order,
    numbers: [...order.numbers],
    circuits: [...order.circuits],
    authorizedUntil,
  });
  await carrier.run(olga, operations['interceptions.authorize'], { interceptionId, password: olga.password });
  await carrier.at(startAt);
  await carrier.run(noor, operations['interceptions.enable'], { interceptionId, startAt });
  return interceptionId;
};
const certify = ({ carrier, noor }: Ready, interceptionId: string) =>
  carrier.run(noor, operations['interceptions.certify'], { interceptionId, password: noor.password });

describe('Policies are due at the FCC', () => {
  it.each([
    ['on the ninetieth day', '2027-03-01', 'kept'],
    ['a day later', '2027-03-02', 'not kept'],
  ])('from December 1, 2026: filed %s, %s, is %s', async (_, on, status) => {
    const one = await ready('2026-12-01T15:00:00Z');
    await one.carrier.at(`${on}T18:00:00Z`);
    await filed(one, on);
    expect((await one.year()).status).toBe(status);
  });

  it('in every period from then on where they were never filed, and not before', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    await one.carrier.at('2027-03-01T15:00:00Z');
    const status = async (from: string, until: string) => (await one.control(from, until)).status;
    expect(await status('2026-06-01T05:00:00Z', '2026-09-01T05:00:00Z')).toBe('kept');
    expect(await status('2026-09-01T05:00:00Z', '2026-10-01T05:00:00Z')).toBe('not kept');
    expect(await status('2027-01-01T06:00:00Z', '2027-02-01T06:00:00Z')).toBe('not kept');
    await filed(one, '2027-03-01');
    expect(await status('2027-01-01T06:00:00Z', '2027-02-01T06:00:00Z')).toBe('not kept');
    await one.carrier.at('2027-05-01T15:00:00Z');
    expect(await status('2027-04-01T05:00:00Z', '2027-05-01T05:00:00Z')).toBe('kept');
  });

  it('by the version that was in force in a period, whatever is published later', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    await filed(one, '2026-06-01');
    await one.carrier.at('2026-09-01T15:00:00Z');
    await one.publish({});
    const june = await one.control('2026-06-01T05:00:00Z', '2026-07-01T05:00:00Z');
    expect(june).toMatchObject({ status: 'kept', counts: { version: 1 } });
  });

  it('again with a new officer, a merger or a divestiture, each by its own clock, and one filing ends those before it', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    await filed(one, '2026-06-01');
    await one.carrier.at('2026-06-10T15:00:00Z');
    const cole = await one.carrier.person('Cole Ames', 'counsel');
    const { filings } = await one.publish({ officerId: cole.id });
    expect(filings.map(({ cause, refile }) => [cause, refile.due])).toEqual([
      ['first', '2026-08-31'],
      ['amended', '2026-09-08'],
    ]);
    expect(filings[1]?.refile.steps[0]?.why).toBe('policies amended: the trigger');
    const { olga, carrier } = one;
    await carrier.run(olga, operations['interceptionPolicies.noteMerger'], {
      cause: 'merger',
      happenedOn: '2026-06-09',
    });
    const dues = async () =>
      (await carrier.run(olga, operations['clocks.list'], {})).items.filter(({ key }) =>
        key.startsWith('interception-'),
      );
    expect((await dues()).map(({ dueOn }) => dueOn)).toEqual(['2026-09-08', '2026-09-08']);
    expect((await filed(one, '2026-06-09')).filings.filter(({ filedOn }) => filedOn === null)).toHaveLength(1);
    await filed(one, '2026-06-10');
    expect(await dues()).toEqual([]);
  });

  it('and without a senior officer they are in nobody’s hands: that is due at once', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    await filed(one, '2026-06-01');
    expect((await one.year()).status).toBe('kept');
    const ada = await one.carrier.person('Ada Lund', 'administrator', 'compliance');
    const { items: staff } = await one.carrier.run(ada, listMembers, {});
    const memberId = staff.find(({ personId }) => personId === one.olga.id)?.id ?? '';
    await one.carrier.run(ada, endMember, { memberId, reason: 'She left' });
    const { items } = await one.carrier.run(ada, operations['clocks.list'], {});
    expect(items.find(({ key }) => key.startsWith('interception-officer:'))).toMatchObject({
      dueOn: '2026-06-01',
      why: { cite: '47 CFR 1.20003(a)' },
    });
    expect(await one.year()).toMatchObject({ status: 'not kept', because: expect.stringMatching(/he left/) });
    // a new officer does not mend the days without one, and the days before are as they were
    await one.carrier.at('2026-07-10T15:00:00Z');
    const otto = await one.carrier.person('Otto Lang', 'officer');
    const again = { ...policies, officerId: otto.id, designees: [], password: otto.password };
    await one.carrier.run(otto, operations['interceptionPolicies.publish'], again);
    await filed({ ...one, olga: otto }, '2026-07-10');
    await one.carrier.at('2026-09-10T15:00:00Z');
    const status = async (from: string, until: string) => (await one.control(from, until)).status;
    expect(await status('2026-07-01T05:00:00Z', '2026-08-01T05:00:00Z')).toBe('not kept');
    expect(await status('2026-08-01T05:00:00Z', '2026-09-01T05:00:00Z')).toBe('kept');
  });
});

describe('A certification', () => {
  it.each([
    ['on the next business day', '2026-06-08T23:00:00-05:00', 'kept'],
    ['a day after it', '2026-06-09T00:00:00-05:00', 'not kept'],
  ])('of what began on a Friday, signed %s (%s), is %s', async (_, at, status) => {
    const one = await ready('2026-06-01T15:00:00Z');
    await filed(one, '2026-06-01');
    const interceptionId = await enabled(one, '2026-06-05T16:00:00-05:00', null);
    await one.carrier.at(at);
    await certify(one, interceptionId);
    const found = await one.year();
    expect(found.status).toBe(status);
    // neither how many there are nor which
    expect(JSON.stringify(found)).not.toContain(interceptionId);
  });
});

describe('An authorization that ends', () => {
  const until = '2026-06-10T12:00:00-05:00';

  it('lets nothing be enabled from that instant on, by the operation and by the database', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    await expect(enabled(one, until, until)).rejects.toThrow(/legal authorization ended 2026-06-10T12:00:00/);
    await expect(
      one.carrier.look(({ tx }) => {
        const late = { startAt: Date.parse(until), overseerId: one.noor.id, overseerName: 'Noor Haddad' };
        return tx.updateTable('interception').set(late).where('startAt', 'is', null).execute();
      }),
    ).rejects.toThrow(/enabled_within_its_authorization/);
    await expect(enabled(one, until, until)).rejects.toMatchObject({
      facts: { cite: '47 CFR 1.20003(b)(1)', fix: expect.stringMatching(/^An extension is an order of its own/) },
    });
  });

  it('opens nothing where nobody knows when it ends, as in a record of before that was asked', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    const { carrier, noor, olga } = one;
    const { id: interceptionId } = await carrier.run(noor, operations['interceptions.open'], {
      ...order,
      numbers: [...order.numbers],
      circuits: [...order.circuits],
      authorizedUntil: null,
    });
    const authorize = () =>
      carrier.run(olga, operations['interceptions.authorize'], { interceptionId, password: olga.password });
    await carrier.look(({ tx }) => tx.updateTable('interception').set({ authorizedEnd: 'unknown' }).execute());
    await expect(authorize()).rejects.toThrow(/not on record until when/);
    await carrier.look(({ tx }) => tx.updateTable('interception').set({ authorizedEnd: 'none-named' }).execute());
    await authorize();
  });

  it('is entered once by the senior officer where nobody knew it: what comes after goes by it, and so does the control', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    await filed(one, '2026-06-01');
    const { carrier, noor, olga } = one;
    const interceptionId = await enabled(one, '2026-06-05T16:00:00-05:00', null);
    await certify(one, interceptionId);
    const enter = (who: Staff, end: string | null) =>
      carrier.run(who, operations['interceptions.enterEnd'], {
        interceptionId,
        authorizedUntil: end,
        password: who.password,
      });
    await expect(enter(olga, until)).rejects.toThrow(/is on record until when/);
    await carrier.look(({ tx }) => tx.updateTable('interception').set({ authorizedEnd: 'unknown' }).execute());
    await expect(enter(noor, until)).rejects.toThrow(/senior officer/);
    await expect(enter(olga, '2020-01-01T00:00:00-06:00')).rejects.toThrow(/'authorizedUntil' lies before/);
    await enter(olga, until);
    await expect(enter(olga, null)).rejects.toThrow(/is on record until when/);
    expect((await one.year()).status).toBe('kept');
    await carrier.at('2026-06-10T13:00:00-05:00');
    expect((await one.year()).status).toBe('not kept');
    const { rows } = await carrier.look(({ tx }) =>
      sql<{ kind: string }>`select kind from ledger_entry where kind = 'security-store.end-entered'`.execute(tx),
    );
    expect(rows).toHaveLength(1);
  });

  it('that nobody knows leaves the control untested and says so, unless something else was not in order', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    await filed(one, '2026-06-01');
    const interceptionId = await enabled(one, '2026-06-05T16:00:00-05:00', null);
    await one.carrier.look(({ tx }) => tx.updateTable('interception').set({ authorizedEnd: 'unknown' }).execute());
    await one.carrier.at('2026-06-09T00:00:00-05:00');
    expect((await one.year()).status).toBe('not kept');
    await one.carrier.at('2026-06-08T23:00:00-05:00');
    await certify(one, interceptionId);
    const found = await one.year();
    expect(found).toMatchObject({
      status: 'untested',
      because:
        'of a record of the closed store it is not known until when its legal authorization reaches: its officer knows which',
    });
    expect(JSON.stringify(found)).not.toContain(interceptionId);
  });

  it('ends what it opened: an interception that runs on is without', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    await filed(one, '2026-06-01');
    const interceptionId = await enabled(one, '2026-06-05T16:00:00-05:00', until);
    await certify(one, interceptionId);
    await one.carrier.at(until);
    expect((await one.year()).status).toBe('kept');
    await one.carrier.at('2026-06-10T12:00:01-05:00');
    expect((await one.year()).status).toBe('not kept');
    const { olga, carrier } = one;
    await carrier.run(olga, operations['interceptions.end'], { interceptionId, endedAt: until });
    expect((await one.year()).status).toBe('kept');
  });
});

describe('A compromise', () => {
  it.each([
    ['24 hours after it was discovered', '2026-06-02T10:00:00-05:00', 'kept'],
    ['a second later', '2026-06-02T10:00:01-05:00', 'not kept'],
  ])('told to the agency %s (%s) is %s', async (_, at, status) => {
    const one = await ready('2026-06-01T15:00:00Z');
    await filed(one, '2026-06-01');
    const { carrier, noor, olga } = one;
    const { id: incidentId } = await carrier.run(noor, operations['interceptionIncidents.enter'], {
      kind: 'compromise',
      what: 'The target was told by a reseller',
      agencies: ['DEA Des Moines'],
      discoveredAt: '2026-06-01T10:00:00-05:00',
    });
    expect((await carrier.run(olga, operations['interceptionIncidents.list'], {})).items).toMatchObject([
      { reportBy: '2026-06-02T10:00:00-05:00', reportedAt: null, subject: { agencies: ['DEA Des Moines'] } },
    ]);
    await carrier.at(at);
    await carrier.run(noor, operations['interceptionIncidents.report'], { incidentId, reportedAt: at, how: 'Call' });
    expect((await one.year()).status).toBe(status);
    expect((await carrier.run(olga, operations['interceptionIncidents.list'], {})).items).toMatchObject([
      { reporterName: 'Noor Haddad', subject: { reported: 'Call', what: 'The target was told by a reseller' } },
    ]);
  });
});

describe('How long the store is kept', () => {
  it('may not be less than the policies say, though it be more than the law’s floor', async () => {
    const one = await ready('2026-06-01T15:00:00Z');
    await filed(one, '2026-06-01');
    expect((await one.year()).status).toBe('kept');
    await one.carrier.run(one.olga, operations['retention.keep'], { class: 'interceptions', months: 18 });
    expect(await one.year()).toMatchObject({ status: 'not kept', because: expect.stringMatching(/24 months/) });
  });

  it('is what the policies say, and then times and hashes stay', async () => {
    const one = await ready('2036-01-01T12:00:00Z');
    const { carrier, olga, noor } = one;
    const interceptionId = await enabled(one, '2036-01-02T12:00:00-06:00', null);
    await certify(one, interceptionId);
    await carrier.run(noor, operations['interceptions.end'], { interceptionId, endedAt: '2036-01-02T12:00:00-06:00' });
    await carrier.look(({ tx }) =>
      tx
        .updateTable('carrier')
        .set({ createdAt: Date.parse('2040-06-01T00:00:00Z') })
        .execute(),
    );
    await carrier.at('2038-01-01T23:00:00-06:00');
    expect(await ripeIn(carrier, olga, 'interceptions')).toBe(0);
    await carrier.at('2038-01-02T00:00:00-06:00');
    expect(await ripeIn(carrier, olga, 'interceptions')).toBe(1);
    await purgeOf(carrier, await twoPersons(carrier), 'interceptions');
    const shown = await carrier.run(noor, operations['interceptions.show'], { interceptionId });
    expect(shown).toMatchObject({ subject: null, certification: null, overseerName: 'Noor Haddad', state: 'ended' });
    expect(shown.certificationHash).toMatch(/^[0-9a-f]{64}$/);
  });
});
