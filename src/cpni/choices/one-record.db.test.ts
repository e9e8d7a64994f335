import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Choosing, choosing } from '../../../test/choosing.ts';
import { house, type TestHouse } from '../../../test/house.ts';
import { noOutside } from '../../../test/outside.ts';
import { workAll } from '../../../test/work.ts';
import { marketLongDistance } from '../../demo/uses.ts';
import { operations } from '../../operations.ts';
import { keypadOf } from './code.ts';

let home: TestHouse;
let prairie: Choosing;
let lineId: string;

type Rosa = { readonly id: string; readonly code: string; readonly account: string };

beforeAll(async () => {
  home = await house();
  prairie = await choosing(await home.carrier({ clock: Date.parse('2026-10-01T15:00:00Z') }), {});
  const phone = { kind: 'phone', name: 'toll-free line', free: true, alwaysOpen: true, hours: '24/7' } as const;
  const channelId = await prairie.channel({ ...phone, address: '+18005550147' });
  const line = { channelId, dialect: 'twilio', people: '+15155550199', secret: 'a secret of the service' } as const;
  lineId = (await prairie.carrier.run(prairie.staff.carla, operations['telephone.lines.open'], line)).id;
  await prairie.carrier.at('2026-11-10T16:00:00Z');
});
afterAll(() => home.close());

/** Each way to say no, as the customer or whoever serves him goes it. */
const ways: Readonly<Record<string, (rosa: Rosa) => Promise<unknown>>> = {
  web: ({ code }) =>
    prairie.carrier.run(prairie.staff.agnes, operations['choices.refuse'], { code, channel: 'web', language: 'en' }),
  async phone({ code, account }) {
    const exchange = prairie.carrier.machine('telephone service', 'network');
    const call = { lineId, callId: `CA-${account}`, caller: null };
    const step = operations['telephone.step'];
    let { turn } = await prairie.carrier.run(exchange, step, { ...call, turn: null, digits: '' });
    for (const digits of ['1', keypadOf(code), '1'])
      ({ turn } = await prairie.carrier.run(exchange, step, { ...call, turn, digits }));
  },
  async 'email-reply'({ id, account }) {
    const value = `${account.toLowerCase()}@mail.example`;
    await prairie.carrier.run(prairie.staff.agnes, operations['customers.contacts.add'], {
      customerId: id,
      kind: 'email',
      value,
    });
    const mail = `From: Rosa <${value}>\r\nTo: privacy@prairievoice.example\r\nSubject: Re: Your phone records\r\nMessage-ID: <${account}@mail.example>\r\nDate: Tue, 10 Nov 2026 10:00:00 -0600\r\n\r\nSTOP\r\n`;
    await prairie.carrier.run(prairie.staff.agnes, operations['returns.receive'], {
      message: Buffer.from(mail).toString('base64'),
    });
    await workAll(home, noOutside);
  },
  mail: ({ code, account }) =>
    prairie.carrier.run(prairie.staff.agnes, operations['forms.enter'], {
      imageHash: createHash('sha256').update(account).digest('hex'),
      receivedOn: '2026-11-10',
      choice: 'no',
      scanned: code,
    }),
  agent: ({ id }) =>
    prairie.carrier.run(prairie.staff.agnes, operations['approvals.refuse'], {
      customerId: id,
      method: 'agent',
      covers: null,
    }),
};

const allowed = async ({ id: customerId }: Rosa) =>
  (await prairie.carrier.run(prairie.staff.mark, operations['decisions.ask'], { customerId, use: marketLongDistance }))
    .allowed;

/** What stands of a no: the event, the receipt and the evidence, with the names of all that each holds. */
const recordsOf = ({ id }: Rosa) =>
  prairie.carrier.look(async (ctx) => {
    const events = await ctx.tx
      .selectFrom('permissionEvent')
      .selectAll()
      .where('customerId', '=', id)
      .where('type', '=', 'refused')
      .execute();
    const receipts = await ctx.tx.selectFrom('choiceReceipt').selectAll().where('customerId', '=', id).execute();
    const entries = await ctx.tx
      .selectFrom('ledgerEntry')
      .select(['kind', 'body'])
      .where(
        'id',
        'in',
        receipts.map(({ entryId }) => entryId),
      )
      .execute();
    const shapes = entries.map(({ kind, body }) => ({ kind, holds: Object.keys(JSON.parse(body).facts).toSorted() }));
    return {
      events: events.map(({ type, method, covers, approval }) => ({ type, method, covers, approval })),
      receipts: receipts.map(({ choice, method }) => ({ choice, method })),
      shapes,
    };
  });

it('a no is one record of one shape by whatever way it came, and binds the next decision', async () => {
  const seen = [];
  for (const [way, say] of Object.entries(ways)) {
    await prairie.carrier.at('2026-10-01T15:00:00Z');
    const account = `N-${way}`;
    const rosa = { ...(await prairie.customer(account, '2026-09-15')), account };
    await prairie.carrier.at('2026-11-10T16:00:00Z');
    expect([way, await allowed(rosa)]).toEqual([way, true]);
    await say(rosa);
    expect([way, await allowed(rosa)]).toEqual([way, false]);
    const { events, receipts, shapes } = await recordsOf(rosa);
    expect([way, events.map(({ method }) => method)]).toEqual([way, [way]]);
    expect(receipts).toEqual([{ choice: 'no', method: way }]);
    seen.push({ events: events.map(({ method: _way, ...rest }) => rest), shapes });
  }
  expect(seen).toHaveLength(5);
  for (const one of seen) expect(one).toEqual(seen[0]);
}, 60_000);
