import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { actionOf, lineSecret, said, webhook } from '../../../test/toll-free.ts';
import { keypadOf } from '../../cpni/choices/code.ts';
import { spooled } from '../../cpni/choices/spool.ts';
import { operations } from '../../operations.ts';
import { server } from '../http/server.ts';
import { settleSpool } from '../jobs/settle-spool.ts';

let home: TestHouse;
let working: FastifyInstance;
let broken: FastifyInstance;
let prairie: Choosing;
let path: string;
let calls = 0;

const withNumber = async (account: string, number: string) => {
  const customer = await prairie.customer(account, '2026-09-15');
  const service = { customerId: customer.id, category: 'interconnected-voip', number } as const;
  await prairie.carrier.run(prairie.staff.agnes, operations['customers.services.add'], service);
  return customer;
};
const history = async (customerId: string) =>
  (await prairie.carrier.run(prairie.staff.agnes, operations['choices.history'], { customerId })).items;
const tried = () => prairie.carrier.look((ctx) => ctx.tx.selectFrom('choiceAttempt').select('customerId').execute());

/** A call whose presses are taken until the last, which comes while nothing can be written; what is heard then, and the same press again. */
const cutOff = async (from: string, ...presses: readonly string[]) => {
  calls += 1;
  const base = { CallSid: `CB${calls}`, From: from };
  let query = '';
  for (const Digits of ['', ...presses].slice(0, -1))
    query = actionOf((await webhook({ app: working, path }, query, { ...base, Digits })).body);
  const again = () => webhook({ app: broken, path }, query, { ...base, Digits: presses.at(-1) ?? '' });
  const { body } = await again();
  await again();
  return { heard: said(body), query: actionOf(body), base };
};

beforeAll(async () => {
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-11-23T15:00:00Z') }), {});
  const always = { free: true, alwaysOpen: true, hours: '24/7' };
  const channelId = await prairie.channel({ kind: 'phone', name: 'toll-free', ...always });
  const line = { channelId, dialect: 'twilio', people: '+18005550100', secret: lineSecret } as const;
  ({ path } = await prairie.carrier.run(prairie.staff.carla, operations['telephone.lines.open'], line));
  working = await server(home.connections);
  broken = await server({ ...home.connections, app: home.connections.app.withSchema('nowhere') });
});
afterAll(async () => {
  await working.close();
  await broken.close();
  await home.close();
});

describe('A toll-free line that cannot write', () => {
  it('says so, keeps the confirmed no, and takes it at the next key; later it is one try of one customer', async () => {
    const { id } = await withNumber('A-7', '+15155550177');
    const { heard, query, base } = await cutOff('+15155550177', '1', '1', '1');
    expect(heard).toContain('Your choice was not saved. Our systems do not answer. To try again, press 1');
    expect(heard).not.toContain('Su decisión');
    expect(await spooled(home.dataFolder)).toMatchObject([{ kind: 'phone', language: 'en' }]);
    expect(await history(id)).toEqual([]);
    const retried = await webhook({ app: working, path }, query, { ...base, Digits: '1' });
    expect(said(retried.body)).toContain('Saved');
    await settleSpool(home.connections);
    expect(await tried()).toEqual([{ customerId: id }]);
    expect(await history(id)).not.toEqual([]);
  });

  it('speaks both languages to whom it could not ask for one, and takes his call as the no of his number', async () => {
    const { id } = await withNumber('B-1', '+15155550178');
    const { heard } = await cutOff('+15155550178');
    expect(heard).toMatch(/Your choice was not saved.*Su decisión no se guardó/);
    expect(await spooled(home.dataFolder)).toHaveLength(1);
    await settleSpool(home.connections);
    expect(await history(id)).toMatchObject([{ choice: 'no', method: 'phone' }]);
    expect((await tried()).filter(({ customerId }) => customerId === id)).toHaveLength(1);
  });

  it('takes what was entered as the no of that account, in the language of the call', async () => {
    const { id, code } = await withNumber('B-2', '+15155550179');
    const { heard } = await cutOff('anonymous', '2', keypadOf(code));
    expect(heard).toMatch(/^Su decisión no se guardó/);
    await settleSpool(home.connections);
    expect(await history(id)).toMatchObject([{ choice: 'no', asked: { versionId: prairie.versionId } }]);
  });

  it('keeps nothing of a call that tells of no account, or means another than that of its number', async () => {
    const { id } = await withNumber('B-3', '+15155550180');
    const before = (await tried()).length;
    await cutOff('anonymous');
    await cutOff('anonymous', '1');
    await cutOff('+15155550180', '1', '2');
    expect(await spooled(home.dataFolder)).toEqual([]);
    await settleSpool(home.connections);
    expect(await tried()).toHaveLength(before);
    expect(await history(id)).toEqual([]);
  });

  it('gives what names nobody to a person', async () => {
    await cutOff('anonymous', '1', '5155550000');
    await settleSpool(home.connections);
    const { items } = await prairie.carrier.run(prairie.staff.carla, operations['tasks.list'], {
      kind: 'unknown-refusal',
    });
    expect(items).toHaveLength(1);
  });

  it('ends in both languages with whom it never understood', async () => {
    const base = { CallSid: 'CB-wrong', From: 'anonymous' };
    let { body } = await webhook({ app: working, path }, '', base);
    for (let n = 0; n < 3; n += 1)
      ({ body } = await webhook({ app: working, path }, actionOf(body), { ...base, Digits: '9' }));
    expect(body).toContain('<Hangup/>');
    expect(said(body)).toMatch(/Goodbye\..*Adiós\./);
  });
});
