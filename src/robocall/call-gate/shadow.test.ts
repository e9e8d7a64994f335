import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../kernel/time.ts';
import type { Account } from './account.ts';
import type { Call } from './call.ts';
import { judge, type Sight } from './judge.ts';
import { rightsFrom } from './rights.ts';

const now = Date.UTC(2026, 9, 5, 15);
const [own, others] = [15152000147, 15153050123];

/** A right to the account's own number as the database sends it: assigned, from a day before on, verified or not. */
const rightTo = (verified: boolean) => {
  const bytes = Buffer.alloc(49);
  for (const [at, value] of [own, own, now - DAY, -1].entries()) bytes.writeBigInt64BE(BigInt(value), at * 8);
  bytes.writeUInt8(verified ? 128 : 0, 32);
  return rightsFrom(bytes);
};

const plain: Account = {
  carrierId: 'prairie',
  id: 'riverside',
  callerId: 'own-only',
  shadowUntil: null,
  whenBlind: 'refuse',
  spc: null,
  rate: { perSecond: 1, burst: 1 },
  sessions: 1,
  leaseSeconds: null,
  vettedUntil: now + DAY,
  endedAt: null,
  holds: [],
  rights: rightTo(true),
  blocked: new Set(),
};

const seen: Sight = {
  account: plain,
  now,
  day: Math.floor(now / DAY),
  from: own,
  diverted: null,
  emergency: 'none',
  notShown: null,
  blind: 'no',
  contact: '',
};

const call: Call = {
  carrierId: plain.carrierId,
  accountId: plain.id,
  callId: 'one',
  from: '',
  to: ['+15155550199'],
  diverted: null,
  asked: null,
  reportsEnd: true,
  iat: null,
  origid: null,
  trunk: null,
  sourceIp: null,
  placedAt: null,
};

const held = (source: 'strikes' | 'officer' | 'provider' | 'investigation') =>
  [{ kind: 'suspended', source, reason: 'Stopped.', from: now - DAY }] as const;

const accounts = fc.record({
  callerId: fc.constantFrom('own-only', 'signed-b'),
  whenBlind: fc.constantFrom('refuse', 'pass-unsigned'),
  vettedUntil: fc.constantFrom(now + DAY, now, now - 8 * DAY, now - 20 * DAY, null),
  endedAt: fc.constantFrom(null, null, now),
  holds: fc.oneof(
    fc.constant([]),
    fc.constant([]),
    fc.constantFrom('strikes', 'officer', 'provider', 'investigation').map(held),
  ),
  rights: fc.constantFrom(rightTo(true), rightTo(false), rightsFrom(null)),
  blocked: fc.constantFrom(new Set<number>(), new Set([own]), new Set([others])),
} as const);

const sights = fc.record({
  from: fc.constantFrom(own, others, null),
  diverted: fc.constantFrom(null, own),
  emergency: fc.constantFrom('none', 'none', 'none', 'to-911', 'from-public-safety'),
  notShown: fc.constantFrom(
    null,
    null,
    { list: 'do-not-originate', cite: '47 CFR 64.1200(o)', source: 'a list' },
    { list: 'invalid', cite: '47 CFR 64.1200(o)', source: 'a list' },
  ),
  blind: fc.constantFrom('no', 'no', 'account', 'all'),
} as const);

type Of = { readonly account: Partial<Account>; readonly sight: Partial<Sight> };

const judged = ({ account, sight }: Of, more: Partial<Account>) =>
  judge({ ...seen, ...sight, account: { ...plain, ...account, ...more } }, call);

const on = { shadowUntil: now + 1 };

describe('Shadow mode', () => {
  it('lets pass only what the account’s own caller-ID rule refuses, as its other rule would, and nothing that the law refuses', () => {
    const own = { account: {}, sight: {} };
    const anothers = { account: {}, sight: { from: others } };
    const onList = { list: 'do-not-originate', cite: '47 CFR 64.1200(o)', source: 'a list' } as const;
    const listed = { account: {}, sight: { from: others, notShown: onList } };
    fc.assert(
      fc.property(fc.record({ account: accounts, sight: sights }), (of: Of) => {
        const enforced = judged(of, {});
        const shadow = judged(of, on);
        const approved = (of.account.vettedUntil ?? 0) > now;
        if (enforced.refused?.code !== 'caller-id-not-authorized' || !approved) {
          expect(shadow).toEqual(enforced);
          return;
        }
        const lawful = judged(of, { callerId: 'signed-b' });
        expect([shadow.carry, shadow.attest, shadow.refused]).toEqual([lawful.carry, lawful.attest, lawful.refused]);
        expect(shadow.shadowed).toEqual(shadow.carry ? enforced.refused : null);
        expect(shadow.attest).not.toBe('A');
      }),
      {
        numRuns: 500,
        examples: [
          [{ account: { vettedUntil: now + DAY }, sight: own.sight }],
          [{ account: { vettedUntil: now + DAY }, sight: anothers.sight }],
          [{ account: { vettedUntil: now + DAY }, sight: listed.sight }],
          [{ account: { vettedUntil: now + DAY, blocked: new Set([others]) }, sight: anothers.sight }],
          [{ account: { vettedUntil: now }, sight: anothers.sight }],
        ],
      },
    );
  });

  it('carries a number of another at B with what would have refused it, and refuses it where it may never be shown', () => {
    const anothers = judged({ account: {}, sight: { from: others } }, on);
    expect(anothers).toMatchObject({ carry: true, attest: 'B', refused: null });
    expect(anothers.shadowed?.code).toBe('caller-id-not-authorized');
    const notShown = { list: 'do-not-originate', cite: '47 CFR 64.1200(o)', source: 'a list' } as const;
    expect(judged({ account: {}, sight: { from: others, notShown } }, on)).toMatchObject({
      ...{ carry: false, shadowed: null, refused: { code: 'do-not-originate' } },
    });
  });

  it('ends at its instant, and with the approval', () => {
    const of = { account: {}, sight: { from: others } };
    expect(judged(of, { shadowUntil: now })).toMatchObject({ carry: false, shadowed: null });
    expect(judged(of, { ...on, vettedUntil: now })).toMatchObject({ carry: false, shadowed: null });
  });
});
