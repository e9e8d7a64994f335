import { describe, expect, it } from 'vitest';
import type { Account } from './account.ts';
import { blindAccounts, blindTo } from './blind.ts';
import { rightsFrom } from './rights.ts';
import type { Snapshot } from './snapshot.ts';

const carrierId = '019ac0de-0000-7000-8000-000000000001';
const now = Date.UTC(2026, 9, 5);

const account = (id: string, more: Partial<Account>): Account => ({
  carrierId,
  id,
  callerId: 'own-only',
  shadowUntil: null,
  whenBlind: 'refuse',
  spc: null,
  rate: { perSecond: 1, burst: 1 },
  sessions: 1,
  leaseSeconds: null,
  vettedUntil: now + 1,
  endedAt: null,
  holds: [],
  rights: rightsFrom(null),
  blocked: new Set(),
  ...more,
});

const signer = {
  spc: '709J',
  x5u: 'https://certificates.example/709J.pem',
  fingerprint: 'f',
  notAfter: now + 86_400_000,
  sign: async () => Buffer.alloc(64),
};

/** Bay Tow asks to be passed unsigned; of Cove Cafe a change is known that could not be read. */
const snapshot: Snapshot = {
  accounts: new Map(
    [account('attic', {}), account('bay', { whenBlind: 'pass-unsigned' }), account('cove', {})].map((one) => [
      one.id,
      one,
    ]),
  ),
  credentials: new Map(),
  carriers: new Map(),
  lists: new Map(),
  signers: new Map([[carrierId, [signer]]]),
  unread: new Set(['cove']),
  freshAt: 0,
};
const counted = { now, isUncounted: () => false };

describe('how old the snapshot may be', () => {
  it('past thirty seconds it refuses accounts that changed since, and passes the rest', () => {
    for (const [age, expected] of [
      [30_000, 'no'],
      [30_001, 'account'],
      [300_001, 'account'],
    ] as const)
      expect([age, blindTo(snapshot, 'cove', age)]).toEqual([age, expected]);
    expect(blindTo(snapshot, 'attic', 30_001)).toBe('no');
  });

  it('past five minutes the setting of each account holds, for those that nobody knows too', () => {
    for (const id of ['attic', null])
      expect([blindTo(snapshot, id, 300_000), blindTo(snapshot, id, 300_001)]).toEqual(['no', 'all']);
  });
});

describe('what is shown of accounts that are not decided in the usual way', () => {
  it('is nothing while the gate lacks nothing', () => {
    expect(blindAccounts(snapshot, { ...counted, age: 30_000 })).toEqual([]);
  });

  it('names accounts by what they lack, with what holds for them: the graver lack alone', () => {
    expect(blindAccounts(snapshot, { ...counted, age: 30_001 })).toEqual([
      { lack: 'change-unread', refused: 1, passedUnsigned: 0, accounts: ['cove'] },
    ]);
    expect(blindAccounts(snapshot, { now, age: 300_001, isUncounted: () => true })).toEqual([
      { lack: 'change-unread', refused: 1, passedUnsigned: 0, accounts: ['cove'] },
      { lack: 'snapshot-old', refused: 1, passedUnsigned: 1, accounts: ['attic', 'bay'] },
    ]);
    expect(blindAccounts(snapshot, { now, age: 0, isUncounted: (id) => id === 'bay' })).toEqual([
      { lack: 'counters-gone', refused: 0, passedUnsigned: 1, accounts: ['bay'] },
    ]);
    expect(blindAccounts(snapshot, { ...counted, now: signer.notAfter, age: 0 })).toEqual([
      { lack: 'no-key', refused: 2, passedUnsigned: 1, accounts: ['attic', 'bay', 'cove'] },
    ]);
  });

  it('leaves out accounts that ended, and names twenty of many', () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      account(`n${n + 10}`, { endedAt: n < 5 ? now : null, spc: '999X' }),
    );
    const crowd = { ...snapshot, accounts: new Map(many.map((one) => [one.id, one])) };
    const [shown, ...more] = blindAccounts(crowd, { ...counted, age: 0 });
    expect(more).toEqual([]);
    expect(shown).toMatchObject({ lack: 'no-key', refused: 25 });
    expect(shown?.accounts).toHaveLength(20);
    expect(shown?.accounts[0]).toBe('n15');
  });
});
