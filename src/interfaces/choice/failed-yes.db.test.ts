import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { hashPassword } from '../../carriers/staff/passwords.ts';
import { choiceHistory } from '../../cpni/choices/history.ts';
import { issueCodes } from '../../cpni/choices/issue.ts';
import { spooled } from '../../cpni/choices/spool.ts';
import { addCustomer } from '../../cpni/customers/add.ts';
import { listIncidents } from '../../cpni/opt-out-channels/incidents.ts';
import { DAY } from '../../kernel/time.ts';
import { server } from '../http/server.ts';
import { settleSpool } from '../jobs/settle-spool.ts';

let home: TestHouse;
let prairie: Choosing;

beforeAll(async () => {
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-10-01T15:00:00Z') }), {});
  await prairie.channel({ kind: 'web', name: 'choice page', free: true, alwaysOpen: true, hours: '24/7' });
  await prairie.carrier.at('2026-11-10T16:00:00Z');
});
afterAll(() => home.close());

/** A press on the page of a code while the database does not answer. */
const pressed = async (code: string, fields: Readonly<Record<string, string>>) => {
  const broken = await server({ ...home.connections, app: home.connections.app.withSchema('nowhere') });
  const answered = await broken.inject({
    method: 'POST',
    url: `/choice/${code}`,
    payload: new URLSearchParams({ language: 'en', ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  await broken.close();
  return answered;
};

const incidents = async () => (await prairie.carrier.run(prairie.staff.carla, listIncidents, {})).items;

describe('A yes that could not be written', () => {
  it.each([
    ['with the password', 'F-1', { password: 'marigold 77 stone' }],
    ['with a one-time code', 'F-2', { way: 'letter', oneTimeCode: 'K7QF-29XM' }],
    ['before anything was asked for', 'F-3', {}],
  ])('%s is said in red and kept on disk', async (_, account, proof) => {
    const { code } = await prairie.customer(account, '2026-09-15');
    const before = await spooled(home.dataFolder);
    const answered = await pressed(code, { choice: 'yes', ...proof });
    expect(answered.statusCode).toBe(503);
    for (const text of ['Your choice was NOT saved', 'Try again: Yes, you may', 'name="choice" value="yes"'])
      expect(answered.body).toContain(text);
    const kept = await spooled(home.dataFolder);
    expect(kept).toHaveLength(before.length + 1);
    expect(kept.at(-1)).toMatchObject({ kind: 'web', mechanism: 'opt-in' });
    // a code or password that was typed is kept nowhere
    for (const typed of Object.values<string>(proof))
      expect(JSON.stringify(kept.map(({ by }) => by))).not.toContain(typed);
  });

  it('is counted in an incident of opt-in, opens none of opt-out, and is made up for nobody', async () => {
    const { id, code } = await prairie.customer('F-4', '2026-09-15');
    await pressed(code, { choice: 'yes', password: 'marigold 77 stone' });
    await settleSpool(home.connections);
    expect(await spooled(home.dataFolder)).toEqual([]);
    expect(await incidents()).toMatchObject([{ mechanism: 'opt-in', channel: 'web', attempts: 4, closedAt: null }]);
    expect((await prairie.carrier.run(prairie.staff.agnes, choiceHistory, { customerId: id })).items).toEqual([]);
  });

  it('is no failed look at the history', async () => {
    const { code } = await prairie.customer('F-5', '2026-09-15');
    const answered = await pressed(code, { choice: 'history', password: 'marigold 77 stone' });
    expect([answered.statusCode, await spooled(home.dataFolder)]).toEqual([503, []]);
  });
});

describe('A yes that is refused is no failure of the page, and is counted nowhere', () => {
  const asked = async (code: string, fields: Readonly<Record<string, string>>) => {
    const app = await server(home.connections);
    const payload = new URLSearchParams({ language: 'en', choice: 'yes', ...fields }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answered = await app.inject({ method: 'POST', url: `/choice/${code}`, payload, headers });
    await app.close();
    return answered;
  };

  it.each([
    ['with a wrong password', 'G-1', { password: 'guess' }, 'That was not the password'],
    ['with a password longer than any', 'G-2', { password: 'x'.repeat(200) }, 'That was not the password'],
    ['with a wrong code', 'G-3', { way: 'text', oneTimeCode: 'K7QF-29XM' }, 'That was not the latest code'],
    ['with a longer one', 'G-4', { way: 'text', oneTimeCode: 'K'.repeat(99) }, 'That was not the latest code'],
  ])('%s', async (_, account, proof, words) => {
    const { code } = await prairie.customer(account, '2026-09-15');
    const [before, kept] = [await incidents(), await spooled(home.dataFolder)];
    const answered = await asked(code, proof);
    expect([answered.statusCode, await spooled(home.dataFolder), await incidents()]).toEqual([200, kept, before]);
    expect(answered.body).toContain(words);
  });

  it('to a notice that is in print and not on record as sent', async () => {
    const { id: customerId } = await prairie.carrier.run(prairie.staff.agnes, addCustomer, {
      account: 'G-5',
      name: 'G',
    });
    const password = 'marigold 77 stone';
    const hash = await hashPassword(password);
    const code = await prairie.carrier.look(async (ctx) => {
      const row = { id: ctx.id(), customerId, onlineAccountId: null, hash, setBy: 'start-of-service' } as const;
      const since = { codeId: null, setAt: ctx.at, endedAt: null };
      await ctx.tx
        .insertInto('customerPassword')
        .values({ ...row, ...since })
        .execute();
      const issued = { customerId, versionId: prairie.versionId, expiresAt: ctx.at + 400 * DAY };
      return (await issueCodes(ctx, [issued]))[0] ?? '';
    });
    const [before, kept] = [await incidents(), await spooled(home.dataFolder)];
    const answered = await asked(code, { password });
    expect([answered.statusCode, await spooled(home.dataFolder), await incidents()]).toEqual([200, kept, before]);
    expect(answered.body).toContain('not on record as sent yet');
  });
});
