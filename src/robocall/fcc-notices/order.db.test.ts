// An order of the Commission about a provider binds until the Commission ends it; and what the end of a provider suspended has a way back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { takeIn } from '../../../test/onboarding.ts';
import { openedAccount } from '../../../test/voice-accounts.ts';
import { operations } from '../../operations.ts';
import { databaseOf } from '../providers/providers.example.ts';

let home: TestHouse;
beforeAll(async () => {
  home = await house();
});
afterAll(() => home.close());

type Scene = { carrier: TestCarrier; noor: Staff; olga: Staff; accountId: string; providerId: string };
const gone = {
  name: 'Gone Voice LLC',
  frn: '0022222222',
  kind: 'voice-service-provider',
  direction: 'upstream',
} as const;
const limits = { callsPerSecond: 5, burst: 10, sessions: 100, leaseSeconds: null };

/** A provider that is listed and hands us calls by an account. */
const scene = async (): Promise<Scene> => {
  const carrier = await home.carrier({});
  const noor = await carrier.person('Noor Haddad', 'network', 'onboarding', 'compliance');
  const olga = await carrier.person('Olga Grant', 'officer');
  await takeIn(carrier, noor, 'robocall-database', '2026-06-01', databaseOf('Gone Voice LLC', 'Acme Voice LLC'));
  const { accountId } = await openedAccount(carrier, noor, 'Gone trunk', limits);
  const { id: providerId } = await carrier.run(noor, operations['providers.add'], { ...gone, accountId });
  return { carrier, noor, olga, accountId, providerId };
};
const orderedOf = ({ carrier, noor }: Scene, { name, frn }: { readonly name: string; readonly frn: string | null }) =>
  carrier.run(noor, operations['fccNotices.enter'], {
    kind: 'final-determination',
    reference: 'DA 26-237',
    receivedAt: '2026-06-01T09:00:00-05:00',
    releasedOn: '2026-05-28',
    providerName: name,
    providerFrn: frn,
    traffic: 'All traffic of the provider',
  });
const ordered = (one: Scene) => orderedOf(one, gone);
const takeAgain = ({ carrier, olga, providerId }: Scene) =>
  carrier.run(olga, operations['providers.takeAgain'], { providerId, reason: 'Its filing is back' });
const end = ({ carrier, noor, providerId }: Scene) =>
  carrier.run(noor, operations['providers.end'], { providerId, reason: 'Not listed' });
const holds = async ({ carrier, noor, accountId }: Scene) =>
  (await carrier.run(noor, operations['accounts.show'], { accountId })).account.holds.map(({ source }) => source);

describe('A provider whose calls an order wants blocked', () => {
  const endOrder = ({ carrier, olga }: Scene, noticeId: string, endedOn: string) =>
    carrier.run(olga, operations['fccNotices.endOrder'], { noticeId, endedOn, words: 'DA 26-301 vacates it' });

  it('is not taken again, however it is listed, until the end of the order is on record', async () => {
    const one = await scene();
    const { id: noticeId } = await ordered(one);
    const { carrier, noor, providerId, accountId } = one;
    await carrier.run(noor, operations['fccNotices.blockProvider'], { noticeId, providerId, words: 'Trunk closed' });
    await carrier.run(noor, operations['fccNotices.close'], { noticeId, closing: 'Blocked' });
    await expect(takeAgain(one)).rejects.toThrow(/DA 26-237 wants all of its calls blocked/);
    await expect(carrier.run(noor, operations['providers.add'], { ...gone, accountId })).rejects.toThrow(/DA 26-237/);
    const released = { providerId, because: 'not-a-provider', reason: 'They say so' } as const;
    await expect(carrier.run(one.olga, operations['providers.release'], released)).rejects.toThrow(/DA 26-237/);
    expect(await holds(one)).toEqual(['provider']);
    await expect(endOrder(one, noticeId, '2026-05-27')).rejects.toThrow(/'endedOn' lies before the order/);
    await expect(endOrder(one, noticeId, '2026-06-02')).rejects.toThrow(/or to come/);
    await expect(
      carrier.run(noor, operations['fccNotices.endOrder'], { noticeId, endedOn: '2026-06-01', words: 'x' }),
    ).resolves.toMatchObject({ orderEndedOn: '2026-06-01' });
    await takeAgain(one);
    expect(await holds(one)).toEqual([]);
  });

  it('is not taken again either where it had been ended before the order came', async () => {
    const one = await scene();
    await end(one);
    const { id: noticeId } = await ordered(one);
    await one.carrier.run(one.noor, operations['fccNotices.noTraffic'], { noticeId, words: 'Ended before' });
    await expect(takeAgain(one)).rejects.toMatchObject({ type: 'not-allowed' });
    // nor by whoever writes past the operations
    await expect(
      one.carrier.look(({ tx }) =>
        tx
          .insertInto('provider')
          .values({
            ...{ id: one.providerId.replace(/.{4}$/, 'ffff'), ...gone, accountId: null, addedBy: 'x', addedAt: 1 },
            ...{ endedAt: null, endedBy: null, endedWhy: null, salt: 'x' },
          })
          .execute(),
      ),
    ).rejects.toThrow(/wants the calls of 0022222222 blocked/);
  });

  it('is known by its name where the order or we have no number of it; another number is another company', async () => {
    const one = await scene();
    await end(one);
    await orderedOf(one, { name: 'GONE VOICE, Inc.', frn: null });
    await expect(takeAgain(one)).rejects.toThrow(/DA 26-237 names a company called Gone Voice LLC, and nobody knows/);
    const { carrier, noor } = one;
    const add = (more: object) => carrier.run(noor, operations['providers.add'], { ...gone, ...more });
    await expect(add({ frn: '0044444444' })).rejects.toThrow(/DA 26-237/);
    await add({ name: 'Gone Fishing Voice LLC', frn: '0055555555' });

    const two = await scene();
    await end(two);
    await ordered(two);
    const addTo = (more: object) => two.carrier.run(two.noor, operations['providers.add'], { ...gone, ...more });
    await expect(addTo({ frn: null })).rejects.toThrow(/DA 26-237/);
    await addTo({ frn: '0044444444' });
  });

  it('is found by its name where the order has no number, and cannot be said to hand us nothing', async () => {
    const one = await scene();
    const { id: noticeId } = await orderedOf(one, { name: 'Gone Voice', frn: null });
    const { carrier, noor, providerId } = one;
    const { items } = await carrier.run(noor, operations['tasks.list'], { kind: 'fcc-notice-block' });
    expect(items[0]?.why).toMatch(
      /names a company that is called as Gone Voice LLC, .* compare the registration numbers/,
    );
    await expect(carrier.run(noor, operations['fccNotices.noTraffic'], { noticeId, words: 'None' })).rejects.toThrow(
      /Gone Voice LLC hands us calls/,
    );
    await carrier.run(noor, operations['fccNotices.blockProvider'], { noticeId, providerId, words: 'Trunk closed' });
  });

  it('that only bears the name is taken once its own number is entered, and is to be blocked where it is that of the order', async () => {
    const one = await scene();
    const { carrier, noor } = one;
    const add = (name: string) => carrier.run(noor, operations['providers.add'], { ...gone, name, frn: null });
    const number = (providerId: string, frn: string) =>
      carrier.run(noor, operations['providers.number'], { providerId, frn });
    const [namesake, named] = [await add('Far Voice LLC'), await add('Far Voice Inc.')];
    const { id: noticeId } = await orderedOf(one, { name: 'Far Voice', frn: '0066666666' });
    const none = () => carrier.run(noor, operations['fccNotices.noTraffic'], { noticeId, words: 'None' });
    await expect(none()).rejects.toMatchObject({ facts: { fix: expect.stringContaining('providers.number') } });
    await number(namesake.id, '0077777777');
    await carrier.run(noor, operations['providers.end'], { providerId: named.id, reason: 'Until it is known' });
    await none();
    expect((await carrier.run(noor, operations['tasks.list'], { kind: 'fcc-notice-block' })).items).toEqual([]);
    await carrier.run(noor, operations['providers.number'], { providerId: named.id, frn: '0066666666' });
    await expect(number(named.id, '0088888888')).rejects.toThrow(/it stands here with 0066666666/);
    const third = await add('Farther Voice LLC');
    await expect(number(third.id, '0077777777')).rejects.toThrow(/Far Voice LLC has it/);
    await number(third.id, '0066666666');
    const { items } = await carrier.run(noor, operations['tasks.list'], { kind: 'fcc-notice-block' });
    expect(items.map(({ why }) => why)).toEqual([
      'A Final Determination Order names Farther Voice LLC, which hands us calls: block all of it',
    ]);
  });

  it('may still be handed calls of ours', async () => {
    const one = await scene();
    await end(one);
    await ordered(one);
    await one.carrier.run(one.noor, operations['providers.add'], { ...gone, direction: 'downstream' });
  });
});

describe('What the end of a provider suspended', () => {
  const release = ({ carrier, olga, providerId }: Scene, because: 'taken-anew' | 'not-a-provider') =>
    carrier.run(olga, operations['providers.release'], { providerId, because, reason: 'As the filing shows' });

  it('is released where the provider was added anew with the account, once it is listed', async () => {
    const one = await scene();
    await end(one);
    await expect(release(one, 'taken-anew')).rejects.toThrow(/No provider .* stands on the list/);
    await one.carrier.run(one.noor, operations['providers.add'], { ...gone, accountId: one.accountId });
    await expect(takeAgain(one)).rejects.toMatchObject({ type: 'already-exists' });
    await expect(release(one, 'taken-anew')).rejects.toThrow(/64\.6305\(g\)/);
    await expect(release(one, 'not-a-provider')).rejects.toThrow(/Gone Voice LLC hands us calls by this account/);
    await one.carrier.run(one.noor, operations['providers.check'], {});
    await release(one, 'taken-anew');
    expect(await holds(one)).toEqual([]);
    await expect(release(one, 'taken-anew')).rejects.toThrow(/Nothing is suspended/);
  });

  it('is not released to another provider by the same account while an order wants that one blocked', async () => {
    const one = await scene();
    await end(one);
    const acme = { ...gone, name: 'Acme Voice LLC', frn: '0011111111', accountId: one.accountId };
    await one.carrier.run(one.noor, operations['providers.add'], acme);
    await one.carrier.run(one.noor, operations['providers.check'], {});
    await orderedOf(one, acme);
    await expect(release(one, 'taken-anew')).rejects.toThrow(/DA 26-237 wants all of its calls blocked/);
    expect(await holds(one)).toEqual(['provider']);
  });

  it('is released where the customer of the account is no provider after all, by an officer', async () => {
    const one = await scene();
    await end(one);
    const asked = { providerId: one.providerId, because: 'not-a-provider', reason: 'It dials for itself' } as const;
    await expect(one.carrier.run(one.noor, operations['providers.release'], asked)).rejects.toMatchObject({
      type: 'not-allowed',
    });
    await release(one, 'not-a-provider');
    expect(await holds(one)).toEqual([]);
  });

  it('asks whoever brings calls back to prove anew that it is he', () => {
    for (const name of ['providers.takeAgain', 'providers.release', 'fccNotices.endOrder'] as const)
      expect(operations[name].by).toBe('person-fresh');
  });
});
