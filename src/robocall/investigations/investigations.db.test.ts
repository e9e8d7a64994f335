// Investigations: whatever gives cause is taken up once, what is done reaches the account, and nothing is closed that nobody looked into.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { openedAccount } from '../../../test/voice-accounts.ts';
import { operations } from '../../operations.ts';
import { raise } from '../traffic/days/raise.ts';
import { investigationControls } from './controls.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };
type Scene = {
  readonly carrier: TestCarrier;
  readonly noor: Staff;
  readonly carla: Staff;
  readonly olga: Staff;
  readonly accountId: string;
};
const scene = async (): Promise<Scene> => {
  const carrier = await home.carrier({});
  const noor = await carrier.person('Noor Haddad', 'network', 'onboarding');
  const carla = await carrier.person('Carla Stein', 'compliance');
  const olga = await carrier.person('Olga Grant', 'officer');
  const { accountId } = await openedAccount(carrier, noor, 'Warranty Dialers', limits);
  return { carrier, noor, carla, olga, accountId };
};

const complaint = {
  trigger: 'complaint',
  reference: 'FTC 4711',
  why: 'Three persons say that it sells warranties',
} as const;
const open = ({ carrier, noor, accountId }: Scene, cause: object) =>
  carrier.run(noor, operations['investigations.open'], { accountId, ...complaint, ...cause });
const answers = {
  line: 'trunk',
  numberOwned: 'yes',
  forwarded: 'no',
  found: 'A new dialer, lists bought last week',
} as const;
const find = ({ carrier, noor }: Scene, investigationId: string, more: object) =>
  carrier.run(noor, operations['investigations.find'], { investigationId, ...answers, ...more });
const stop = ({ carrier, carla }: Scene, investigationId: string, how: 'suspend' | 'terminate') =>
  carrier.run(carla, operations['investigations.stop'], { investigationId, how, words: 'No consent was shown' });
type Outcome = 'cleared' | 'limited' | 'warned' | 'suspended' | 'terminated';
const close = ({ carrier, carla }: Scene, investigationId: string, outcome: Outcome) =>
  carrier.run(carla, operations['investigations.close'], { investigationId, outcome, closing: 'As found' });
const holds = async ({ carrier, noor, accountId }: Scene) => {
  const { account } = await carrier.run(noor, operations['accounts.show'], { accountId });
  return account.holds.filter(({ ended }) => ended === null).map(({ kind, source }) => `${kind} by ${source}`);
};

describe('What gives cause', () => {
  it('is taken up once, and joins what is open of the same account', async () => {
    const one = await scene();
    const first = await open(one, {});
    await expect(open(one, {})).rejects.toThrow(/'reference': FTC 4711 was taken up before/);
    const second = await open(one, { reference: 'FTC 4712', trigger: 'caller-id' });
    expect(second.id).toBe(first.id);
    expect(second.intakes.map(({ reference }) => reference)).toEqual(['FTC 4711', 'FTC 4712']);
    await find(one, first.id, {});
    await close(one, first.id, 'cleared');
    expect((await open(one, { reference: 'FTC 4713' })).id).not.toBe(first.id);
  });

  it('of an alert opens an investigation in the transaction that raises it, the same alert never twice', async () => {
    const one = await scene();
    const alert = { accountRef: one.accountId, accountId: one.accountId, day: '2026-06-01', score: 0.9, reasons: [] };
    const raised = () => one.carrier.look((ctx) => raise(ctx, { ...alert, kind: 'score' }));
    const first = await raised();
    expect(await raised()).toBeNull();
    const { items } = await one.carrier.run(one.carla, operations['investigations.list'], { state: 'open' });
    expect(items).toMatchObject([
      { accountId: one.accountId, intakes: [{ trigger: 'alert', reference: `traffic-alert:${first?.id}` }] },
    ]);
    const causedBy = (reference: string) =>
      one.carrier.run(one.carla, operations['investigations.list'], { reference });
    expect((await causedBy(`traffic-alert:${first?.id}`)).items.map(({ id }) => id)).toEqual([items[0]?.id]);
    expect((await causedBy('FTC 4711')).items).toEqual([]);
  });

  it('by three persons at once is one investigation with three causes', async () => {
    const one = await scene();
    const references = ['FTC 1', 'FTC 2', 'FTC 3'];
    const opened = await Promise.all(references.map((reference) => open(one, { reference })));
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    const { items } = await one.carrier.run(one.carla, operations['investigations.list'], { state: 'open' });
    expect(items.map(({ intakes }) => intakes.map(({ reference }) => reference).toSorted())).toEqual([references]);
  });
});

describe('An investigation under seal', () => {
  it('keeps the evidence of an ordinary cause that joins it from whoever may not know of it', async () => {
    const one = await scene();
    const agnes = await one.carrier.person('Agnes Ortiz', 'auditor');
    const { id } = await open(one, { trigger: 'legal-request', reference: 'CPD-2026-0417', secrecy: 'ordered' });
    expect((await open(one, { reference: 'FTC 4712' })).id).toBe(id);
    const kinds = async (who: Staff) =>
      (await one.carrier.run(who, operations['evidence.list'], { subject: `investigation:${id}` })).items.map(
        ({ entry }) => `${entry.kind} ${String(Object(entry.facts).reference ?? '')}`.trim(),
      );
    expect((await kinds(one.carla)).toSorted()).toEqual([
      ...['investigation.caused CPD-2026-0417', 'investigation.caused FTC 4712', 'investigation.opened'],
    ]);
    expect(await kinds(agnes)).toEqual([]);
  });
});

describe('An investigation', () => {
  it('stops calls only after something was found, and a clearing lets them through again', async () => {
    const one = await scene();
    const { id } = await open(one, {});
    await expect(stop(one, id, 'suspend')).rejects.toThrow(/Nothing is on record of what was found/);
    await find(one, id, {});
    await stop(one, id, 'suspend');
    expect(await holds(one)).toEqual(['suspended by investigation']);
    await expect(
      one.carrier.run(one.carla, operations['accounts.resume'], { accountId: one.accountId, reason: 'They asked' }),
    ).rejects.toThrow(/stopped by investigation/);
    await close(one, id, 'cleared');
    expect(await holds(one)).toEqual([]);
  });

  it('closed as suspended leaves the calls stopped until an officer releases them', async () => {
    const one = await scene();
    const { id } = await open(one, {});
    await find(one, id, {});
    await stop(one, id, 'suspend');
    await close(one, id, 'suspended');
    expect(await holds(one)).toEqual(['suspended by investigation']);
    const release = () =>
      one.carrier.run(one.olga, operations['investigations.release'], {
        investigationId: id,
        reason: 'Lists are gone',
      });
    await release();
    expect(await holds(one)).toEqual([]);
    await expect(release()).rejects.toThrow(/has ended already/);
  });

  it('that terminated cannot be closed as anything else', async () => {
    const one = await scene();
    const { id } = await open(one, {});
    await find(one, id, {});
    await stop(one, id, 'suspend');
    await stop(one, id, 'terminate');
    await expect(close(one, id, 'cleared')).rejects.toThrow(/was terminated/);
    expect((await close(one, id, 'terminated')).outcome).toBe('terminated');
    expect(await holds(one)).toEqual(['terminated by investigation']);
  });

  it('is closed with what was done: no warning that nobody gave, no limit that nobody set', async () => {
    const one = await scene();
    const { id } = await open(one, {});
    await expect(close(one, id, 'cleared')).rejects.toThrow(/Nothing is on record of what was found/);
    await find(one, id, {});
    await expect(close(one, id, 'warned')).rejects.toThrow(/nobody warned the account/);
    await one.carrier.run(one.noor, operations['investigations.limit'], {
      investigationId: id,
      limits: { ...limits, callsPerSecond: 1, burst: 2 },
      words: 'Until consent is shown',
    });
    await one.carrier.run(one.noor, operations['investigations.warn'], { investigationId: id, words: 'Show consent' });
    const { account } = await one.carrier.run(one.noor, operations['accounts.show'], { accountId: one.accountId });
    expect(account.limits).toMatchObject({ callsPerSecond: 1, burst: 2 });
    const closed = await close(one, id, 'warned');
    expect(closed.actions.map(({ kind }) => kind)).toEqual(['limited', 'warned']);
    await expect(find(one, id, {})).rejects.toThrow(/It is closed/);
  });

  it('of nobody known is about an account once it is found, and not about one that is looked into elsewhere', async () => {
    const one = await scene();
    const { id: other } = await open(one, {});
    const { id } = await open(one, { accountId: null, reference: 'a call from the switch' });
    await expect(stop(one, id, 'suspend')).rejects.toThrow(/Nothing is on record/);
    await expect(find(one, id, { accountId: one.accountId })).rejects.toThrow(`it is looked into by ${other}`);
    await find(one, other, {});
    await close(one, other, 'cleared');
    expect((await find(one, id, { accountId: one.accountId })).accountId).toBe(one.accountId);
  });
});

describe('A recording', () => {
  it('is opened for a reason only, and who opened it is on record before a byte leaves', async () => {
    const one = await scene();
    const { id: investigationId } = await open(one, {});
    const asked = { investigationId, kind: 'recording', mediaType: 'audio/wav' } as const;
    const { id: evidenceId } = JSON.parse(
      await one.carrier.stream(one.noor, operations['investigations.addEvidence'], asked, 'RIFF and what was said'),
    );
    await expect(
      one.carrier.stream(one.noor, operations['investigations.addEvidence'], asked, 'RIFF and what was said'),
    ).rejects.toThrow(/It holds these bytes/);
    const read = (reason: string) =>
      one.carrier.stream(
        one.carla,
        operations['investigations.readEvidence'],
        { investigationId, evidenceId, reason },
        '',
      );
    await expect(read(' ')).rejects.toThrow(/reason/);
    expect(await read('To hear whether it names a bank')).toBe('RIFF and what was said');
    const entries = await one.carrier.look((ctx) =>
      ctx.tx.selectFrom('ledgerEntry').select('body').where('kind', '=', 'investigation.evidence-read').execute(),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.body).toContain('To hear whether it names a bank');
    expect(entries[0]?.body).toContain('Carla Stein');
  });
});

describe('The control', () => {
  const period = { from: Date.parse('2026-06-01T05:00:00Z'), until: Date.parse('2026-07-01T05:00:00Z') };
  const check = ({ carrier }: Scene) =>
    carrier.look((ctx) => {
      const [only] = investigationControls;
      if (only === undefined) throw new Error('one control');
      return only.check(ctx, period);
    });

  it('is kept where something was found by the day after, and broken a day later', async () => {
    const one = await scene();
    await one.carrier.at('2026-06-10T12:00:00-05:00');
    const { id } = await open(one, {});
    expect((await check(one)).status).toBe('untested');
    await one.carrier.at('2026-06-11T23:59:00-05:00');
    expect((await check(one)).status).toBe('untested');
    await find(one, id, {});
    expect((await check(one)).status).toBe('kept');
    await close(one, id, 'cleared');
    const { id: late } = await open(one, { reference: 'FTC 4712' });
    await one.carrier.at('2026-06-13T00:01:00-05:00');
    await find(one, late, {});
    expect(await check(one)).toMatchObject({ status: 'not kept', counts: { investigations: 2, late: 1 } });
  });
});
