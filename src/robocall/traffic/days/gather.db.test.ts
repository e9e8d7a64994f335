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
