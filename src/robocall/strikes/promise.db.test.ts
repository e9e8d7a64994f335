import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { orderedAccount } from '../../../test/strikes.ts';
import { accountOf } from '../../../test/voice-accounts.ts';

// No account is served after a second finding that stands, but by an exception that an officer signed: held by the database at the end
// of every transaction, whatever the code does.

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let dana: Staff;
let names = 0;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-06-01T15:00:00Z') });
  noor = await prairie.person('Noor Haddad', 'network');
  dana = await prairie.person('Dana Ruiz', 'officer');
});
afterAll(() => home.close());

const named = (): string => {
  names += 1;
  return `Account ${names}`;
};
const ordered = () => orderedAccount(prairie, noor, named());

describe('The database', () => {
  const refused = /second finding, no exception that was signed and no hold/;

  it('ends no hold of an account with a second finding, whoever asks', async () => {
    const accountId = await ordered();
    const lifted = prairie.look(({ tx, at: now }) =>
      tx
        .updateTable('accountHold')
        .set({ endedAt: now, endedBy: 'Noor Haddad', endedReason: 'he asked nicely' })
        .where('accountId', '=', accountId)
        .execute(),
    );
    await expect(lifted).rejects.toThrow(refused);
  });

  it('takes no proof of delivery for a void or an exception, and misses a hold that is written over to another account', async () => {
    const accountId = await ordered();
    const changed = (columns: { voidedSeq: number } | { exceptionSeq: number }) =>
      prairie.look(({ tx, at: now }) =>
        Promise.all([
          tx.updateTable('strikeFinding').set(columns).where('accountId', '=', accountId).execute(),
          tx
            .updateTable('accountHold')
            .set({ endedAt: now, endedBy: 'Noor Haddad', endedReason: 'void' })
            .where('accountId', '=', accountId)
            .execute(),
        ]),
      );
    const delivered = await prairie.look(({ tx }) =>
      tx
        .selectFrom('strikeEvent')
        .select('seq')
        .where('accountId', '=', accountId)
        .where('kind', '=', 'warning-delivered')
        .executeTakeFirstOrThrow(),
    );
    await expect(changed({ voidedSeq: delivered.seq })).rejects.toThrow(refused);
    await expect(changed({ exceptionSeq: delivered.seq })).rejects.toThrow(refused);
    const other = await accountOf(prairie, { name: named(), callerIdPolicy: 'own-only' });
    const moved = prairie.look(({ tx }) =>
      tx.updateTable('accountHold').set({ accountId: other }).where('accountId', '=', accountId).execute(),
    );
    await expect(moved).rejects.toThrow(refused);
  });

  it('takes no second finding without a hold, and no suspension for a termination that was carried out', async () => {
    const accountId = await accountOf(prairie, { name: named(), callerIdPolicy: 'own-only' });
    const found = (number: number) =>
      prairie.look(async ({ tx, id, at: now }) => {
        const values = { accountId, lastSeq: number, closedSeq: null };
        await tx
          .insertInto('strikeAccount')
          .values(values)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        const row = { id: id(), accountId, number, openedAt: now, lastCallAt: now, calls: 1 };
        await tx
          .insertInto('strikeFinding')
          .values({ ...row, warnedSeq: null, voidedSeq: null, exceptionSeq: null })
          .execute();
      });
    await found(1);
    await expect(found(2)).rejects.toThrow(refused);
    const closing = await ordered();
    const closed = prairie.look(async ({ tx, at: now }) => {
      const { id: findingId } = await tx
        .selectFrom('strikeFinding')
        .select('id')
        .where('accountId', '=', closing)
        .where('number', '=', 2)
        .executeTakeFirstOrThrow();
      const none = { openedId: null, refusalId: null, how: null, evidence: null, salt: null, rightIds: [] };
      const by = { signedBy: noor.id, signerName: noor.name, reason: 'done' };
      const event = { kind: 'closed', at: now, recordedAt: now, consequence: 'close', standing: 'closed' } as const;
      await tx
        .insertInto('strikeEvent')
        .values({ accountId: closing, seq: 99, findingId, ...event, ...by, ...none })
        .execute();
      await tx.updateTable('strikeAccount').set({ closedSeq: 99 }).where('accountId', '=', closing).execute();
    });
    await expect(closed).rejects.toThrow(refused);
  });

  it('takes no exception and no void that nobody signed or that has no reason', async () => {
    const accountId = await ordered();
    const unsigned = (kind: 'exception' | 'voided', by: string | null, reason: string) =>
      prairie.look(async ({ tx, at: now }) => {
        const { id: findingId } = await tx
          .selectFrom('strikeFinding')
          .select('id')
          .where('accountId', '=', accountId)
          .where('number', '=', 2)
          .executeTakeFirstOrThrow();
        const none = { openedId: null, refusalId: null, how: null, evidence: null, salt: null, rightIds: [] };
        await tx
          .insertInto('strikeEvent')
          .values({
            ...{
              accountId,
              seq: 50,
              kind,
              at: now,
              recordedAt: now,
              findingId,
              consequence: 'except',
              standing: 'excepted',
            },
            ...{ signedBy: by, signerName: 'x', reason, ...none },
          })
          .execute();
      });
    for (const kind of ['exception', 'voided'] as const) {
      await expect(unsigned(kind, null, 'fine')).rejects.toThrow(/signed_by_name_with_a_reason/);
      await expect(unsigned(kind, dana.id, '  ')).rejects.toThrow(/signed_by_name_with_a_reason/);
    }
  });
});
