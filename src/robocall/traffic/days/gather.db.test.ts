// What a day is judged by: what an account declared, its names in call records, and the numbers that were its own for a time.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../../test/house.ts';
import { accountOf } from '../../../../test/voice-accounts.ts';
import { asJson } from '../../../db/context.ts';
import { frontDesk } from '../../../demo/applicants.ts';
import { dayOfDate } from '../../../kernel/time.ts';
import { endAccount } from '../../accounts/end.ts';
import { setCallAccount } from './call-accounts.ts';
import { gather } from './gather.ts';

let home: TestHouse;
let prairie: TestCarrier;
let noor: Staff;
let cora: Staff;

const day = dayOfDate('2026-03-10') ?? 0;
const gathered = () => prairie.look((ctx) => gather(ctx, day, []));
const openedAs = (name: string) => accountOf(prairie, { name, callerIdPolicy: 'own-only' });
const answered = (accountId: string, version: number, answers: object) =>
  prairie.look(async (ctx) => {
    const { caseId } = await ctx.tx
      .selectFrom('voiceAccount')
      .select('caseId')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    await ctx.tx
      .insertInto('onboardingQuestionnaire')
      .values({
        id: ctx.id(),
        caseId,
        version,
        answers: sql`${asJson(answers)}::jsonb`,
        enteredBy: 'Olga Reyes',
        enteredAt: ctx.at,
      })
      .execute();
  });
const declaredBy = async (ref: string) => {
  const said = (await gathered()).sides.accounts.filter(({ account }) => account === ref);
  return said.map(({ use, perDay }) => ({ use, perDay }));
};

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-03-11T15:00:00Z') });
  noor = await prairie.person('Noor Haddad', 'network');
  cora = await prairie.person('Cora Lind', 'compliance');
});
afterAll(() => home.close());

describe('What an account declared', () => {
  it('is what its case answered last', async () => {
    const id = await openedAs('Acme Dental');
    await answered(id, 1, frontDesk);
    await answered(id, 2, { ...frontDesk, callTypes: ['surveys'], callsPerDay: 777 });
    expect(await declaredBy('Acme Dental')).toEqual([{ use: 'surveys', perDay: 777 }]);
  });

  it('is unknown where retention has taken the answers, and the day is judged all the same', async () => {
    const id = await openedAs('Long gone');
    await answered(id, 1, {});
    expect(await declaredBy('Long gone')).toEqual([{ use: '', perDay: null }]);
    expect(await declaredBy('Acme Dental')).toEqual([{ use: 'surveys', perDay: 777 }]);
  });
});

describe('A name in call records', () => {
  const ownersOf = async (ref: string) => (await gathered()).accountIds.get(ref) ?? null;
  const accountsNamed = async (ref: string) =>
    (await gathered()).sides.accounts.filter(({ account }) => account === ref).length;

  it('is the account that a person said it is, also where another account has it for its own name', async () => {
    const [harvest, trunk] = [await openedAs('Harvest'), await openedAs('trunk-4')];
    expect(await ownersOf('trunk-4')).toBe(trunk);
    await prairie.run(noor, setCallAccount, { accountRef: 'trunk-4', accountId: harvest });
    expect(await ownersOf('trunk-4')).toBe(harvest);
    expect(await ownersOf(trunk)).toBe(trunk);
    expect(await accountsNamed('trunk-4')).toBe(1);
  });

  it('is the account that was opened last of those that bore it one after the other', async () => {
    const former = await openedAs('Twin Oaks');
    expect(await ownersOf('Twin Oaks')).toBe(former);
    await prairie.run(cora, endAccount, { accountId: former, reason: 'moved to a new contract' });
    expect(await ownersOf('Twin Oaks')).toBe(former);
    await prairie.at('2026-03-11T16:00:00Z');
    const present = await openedAs('Twin Oaks');
    expect(await ownersOf('Twin Oaks')).toBe(present);
    expect(await accountsNamed('Twin Oaks')).toBe(1);
  });
});

describe('A right to numbers', () => {
  const rightOf = (accountId: string, firstNumber: number, fromAt: number, untilAt: number | null) =>
    prairie.look((ctx) =>
      ctx.tx
        .insertInto('numberRight')
        .values({
          id: ctx.id(),
          accountId,
          firstNumber,
          lastNumber: firstNumber,
          basis: 'assigned',
          evidence: 'inventory',
          verifiedBy: null,
          verifiedAt: null,
          fromAt,
          untilAt,
          endedWhy: untilAt === null ? null : 'taken back',
          recordedAt: ctx.at,
        })
        .execute(),
    );

  it('that ended as it began never held: the account has no such number, not even one that lapsed', async () => {
    const id = await openedAs('Riverside');
    const began = Date.parse('2026-03-10T15:00:00Z');
    await rightOf(id, 12_025_550_171, began, began);
    await rightOf(id, 12_025_550_172, began, began + 1);
    await rightOf(id, 12_025_550_173, began, null);
    const rights = (await gathered()).sides.rights.filter(({ account }) => account === 'Riverside');
    expect(rights.map(({ first }) => first).toSorted()).toEqual([12_025_550_172, 12_025_550_173]);
  });
});
