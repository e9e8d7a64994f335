import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { marketLongDistance } from '../../demo/uses.ts';
import { appendEvents } from '../approvals/append.ts';
import { approvalStatus, approve, orderDisclosure, refuseUse } from '../approvals/choose.ts';
import { bouncedEvent, emailConsentEvent, noticeEvent } from '../approvals/events.ts';
import { approveForCall, endCall } from '../approvals/once.ts';
import { emailConsent } from '../customers/email-consent.ts';
import { askDecision } from './ask.ts';
import { answerLine } from './decide-tool.ts';
import type { UseAskedFor } from './record.ts';

// Random histories of one customer, played through the operations on the carrier's clock. Whatever is then asked, of now or of a
// moment past, `law decide` says of the same events. Notices and bounces are appended as deliveries append them.

let home: TestHouse;
let prairie: TestCarrier;
let agnes: Staff;
let hour = 0;
let customers = 0;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  agnes = await prairie.person('Agnes Webb', 'agent', 'compliance');
});
afterAll(() => home.close());

const start = Date.parse('2026-02-01T06:00:00Z');
const HOUR = 3_600_000;
const covers = { cpni: ['call-detail' as const], recipients: ['self' as const], purposes: ['market' as const] };
const wider = {
  cpni: ['call-detail' as const, 'usage' as const],
  recipients: ['self' as const, 'third-party' as const],
  purposes: ['market' as const, 'sell' as const],
};

const plain: UseAskedFor = { ...marketLongDistance, offer: { kind: 'communications-related', category: 'local' } };
const forLee: UseAskedFor = { ...plain, purpose: 'customer-request', offer: null, recipient: 'third-party', to: 'Lee' };
const toCaller: UseAskedFor = {
  ...plain,
  recipient: 'customer',
  channel: 'phone-inbound',
  authentication: 'password',
};
const uses: readonly UseAskedFor[] = [
  plain,
  { ...plain, cpni: ['call-detail', 'usage'] },
  { ...plain, callId: 'k1', channel: 'phone-inbound' },
  { ...plain, purpose: 'sell', offer: null, recipient: 'third-party' },
  forLee,
  toCaller,
];

const kinds = [
  'notice',
  'notice',
  'notice',
  'consent',
  'withdrawn',
  'bounced',
  'approved',
  'refused',
  'once',
  'ended',
  'ordered',
] as const;
type Act = {
  readonly kind: (typeof kinds)[number];
  readonly after: number;
  readonly pick: number;
  readonly flag: boolean;
};
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(...kinds),
  // hours: a few, a wait, a wait of the post, two years
  after: fc.constantFrom(1, 24, 30 * 24, 31 * 24, 33 * 24, 365 * 24, 730 * 24),
  pick: fc.integer({ min: 0, max: 11 }),
  flag: fc.boolean(),
});
const step = (kind: Act['kind'], after: number, pick: number, flag = false): Act => ({ kind, after, pick, flag });
const acts = fc.array(act, { minLength: 1, maxLength: 7 });

/** Histories that meet most of what an answer can rest on, whatever chance brings besides. */
const meeting: [Act[], UseAskedFor, number[]][] = [
  [[step('notice', 1, 4, true), step('consent', 33 * 24, 0), step('refused', 24, 0)], plain, []],
  [[step('notice', 1, 4), step('approved', 24, 6, true)], plain, []],
  [[step('notice', 1, 1, true)], plain, []],
  [[step('notice', 1, 3, true), step('consent', 31 * 24, 0)], plain, []],
  [[step('notice', 1, 4, true), step('bounced', 24, 0)], plain, []],
  [[step('notice', 1, 4), step('approved', 24, 0)], { ...plain, cpni: ['call-detail', 'usage'] }, []],
  [[step('once', 1, 0), step('ended', 1, 0)], { ...plain, callId: 'k1', channel: 'phone-inbound' }, []],
  [[step('ordered', 1, 0, true)], forLee, []],
  [[step('refused', 1, 0, true)], forLee, []],
  [[step('notice', 1, 0, true)], toCaller, []],
];

type Event = Readonly<Record<string, unknown>> & { readonly at: string };
type Sent = { readonly id: string; bounced: boolean };

const newCustomer = (): Promise<string> => {
  customers += 1;
  const account = `H-${customers}`;
  return prairie.look(async (ctx) => {
    const id = ctx.id();
    const row = { id, account, name: account, language: 'en' as const, subscribes: 8, since: null, leftAt: null };
    await ctx.tx
      .insertInto('customer')
      .values({ ...row, salt: ctx.salt() })
      .execute();
    return id;
  });
};

const sendNotice = async (customerId: string, at: string, { pick, flag }: Act, sent: Sent[]): Promise<Event> => {
  const method = (['mail', 'email', 'web', 'oral'] as const)[pick % 4] ?? 'mail';
  const notice = {
    approval: flag ? ('opt-out' as const) : ('opt-in' as const),
    method,
    waitDays: pick % 3 === 0 ? 45 : 30,
  };
  const what = pick < 6 ? covers : wider;
  const id = await prairie.look(async (ctx) => {
    const event = noticeEvent({
      contactId: null,
      ...notice,
      id: ctx.id(),
      customerId,
      at: ctx.at,
      covers: what,
      channels: ['phone', 'web'],
    });
    await appendEvents(ctx, [event]);
    return event.id;
  });
  sent.push({ id, bounced: false });
  return { type: 'notice', at, id, ...notice, covers: what };
};

const sendBack = async (customerId: string, at: string, notice: Sent): Promise<Event | null> => {
  if (notice.bounced) return null;
  notice.bounced = true;
  await prairie.look((ctx) => appendEvents(ctx, [bouncedEvent({ id: ctx.id(), customerId, at: ctx.at }, notice.id)]));
  return { type: 'bounced', at, notice: notice.id };
};

/** Plays one act at the carrier's present instant, and tells it as a line of `law decide` has it; null where it cannot be. */
const played = async (customerId: string, at: string, one: Act, sent: Sent[]): Promise<Event | null> => {
  const { kind, pick, flag } = one;
  const notice = sent[pick % Math.max(1, sent.length)];
  const callId = pick % 2 === 0 ? 'k1' : 'k2';
  const shown = { how: 'online' as const, proof: 'portal log' };
  switch (kind) {
    case 'notice':
      return sendNotice(customerId, at, one, sent);
    case 'consent':
      // for no address, as the notices here went to none
      await prairie.look((ctx) =>
        appendEvents(ctx, [emailConsentEvent({ id: ctx.id(), customerId, at: ctx.at, contactId: null })]),
      );
      return { type: 'email-consent', at };
    case 'withdrawn':
      await prairie.run(agnes, emailConsent, { customerId, consent: 'withdrawn', ...shown });
      return { type: 'email-consent-withdrawn', at };
    case 'bounced':
      return notice === undefined ? null : sendBack(customerId, at, notice);
    case 'approved': {
      if (notice === undefined) return null;
      const yes = {
        method: flag ? ('electronic' as const) : ('oral' as const),
        proof: pick < 6 ? 'recording 7' : null,
      };
      await prairie.run(agnes, approve, { customerId, notice: notice.id, ...yes });
      return { type: 'approved', at, notice: notice.id, ...yes };
    }
    case 'refused': {
      const no = flag ? null : covers;
      await prairie.run(agnes, refuseUse, { customerId, method: 'phone', covers: no });
      return { type: 'refused', at, method: 'oral', covers: no };
    }
    case 'once':
      await prairie.look((ctx) => approveForCall(ctx, { customerId, callId }, wider));
      return { type: 'one-time', at, callId, covers: wider };
    case 'ended':
      await prairie.look((ctx) => endCall(ctx, { customerId, callId }));
      return { type: 'call-ended', at, callId };
    case 'ordered': {
      const order = { recipient: 'third-party' as const, to: 'Lee', cpni: wider.cpni, method: 'signed' as const };
      await prairie.run(agnes, orderDisclosure, { customerId, ...order, authenticated: flag });
      return { type: 'ordered', at, ...order, authenticated: flag };
    }
  }
};

const answered = ['allowed', 'basis', 'cite', 'version', 'missing', 'how', 'clearsAt', 'validUntil', 'reason'] as const;
type Told = Readonly<Record<string, unknown>>;
const same = (answer: Told): Told => Object.fromEntries(answered.map((field) => [field, answer[field]]));

const byLaw = (at: string, use: UseAskedFor, events: readonly Event[]): Told => {
  const carrier = { kind: 'interconnected-voip', zone: 'America/Chicago', promises: [] };
  const customer = { subscribes: ['interconnected-voip'] };
  return JSON.parse(answerLine(JSON.stringify({ id: 'h', at, carrier, customer, use, events }), 1).text);
};

describe('a history played through the operations', () => {
  it('is answered as `law decide` answers its events, now and at moments past', async () => {
    const met = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(
        acts,
        fc.constantFrom(...uses),
        fc.array(fc.integer({ min: -25, max: 800 * 24 }), { maxLength: 3 }),
        async (list, use, agos) => {
          const customerId = await newCustomer();
          const events: Event[] = [];
          const sent: Sent[] = [];
          let now = '';
          const ask = async (at: string): Promise<void> => {
            const given = at === now ? { customerId, use } : { customerId, use, at };
            const answer = await prairie.run(agnes, askDecision, given);
            expect([at, same(answer)]).toEqual([at, same(byLaw(at, use, events))]);
            met.add(answer.allowed ? answer.basis : answer.missing[0]);
          };
          for (const one of list) {
            hour += one.after;
            now = new Date(start + hour * HOUR).toISOString();
            await prairie.at(now);
            const event = await played(customerId, now, one, sent);
            if (event !== null) events.push(event);
            await ask(now);
          }
          const moments = [
            ...events.map(({ at }) => Date.parse(at)),
            ...agos.map((ago) => Date.parse(now) - Math.abs(ago) * HOUR),
          ];
          for (const moment of moments)
            for (const at of [moment - 1, moment, moment + 1])
              if (at < Date.parse(now)) await ask(new Date(at).toISOString());
        },
      ),
      { numRuns: 80, examples: meeting },
    );
    expect([...met].toSorted()).toEqual(
      expect.arrayContaining([
        ...['authenticated', 'call', 'customer-request', 'delivery', 'email-consent', 'form', 'notice', 'one-time'],
        ...['opt-in', 'opt-out', 'order', 'refused', 'scope', 'waiting-period'],
      ]),
    );
  }, 120_000);

  it('is, as it was recorded by a moment, without what was recorded later', async () => {
    const customerId = await newCustomer();
    hour += 24;
    const sentAt = new Date(start + hour * HOUR).toISOString();
    await prairie.at(sentAt);
    const one: Act = { kind: 'notice', after: 1, pick: 0, flag: true };
    await sendNotice(customerId, sentAt, one, []);
    hour += 60 * 24;
    const said = new Date(start + hour * HOUR).toISOString();
    await prairie.at(new Date(Date.parse(said) + 48 * HOUR).toISOString());
    hour += 48;
    const before = await prairie.run(agnes, approvalStatus, {
      customerId,
      cpni: 'call-detail',
      recipient: 'self',
      purpose: 'market',
      at: said,
    });
    expect(before).toMatchObject({ refusal: 'none', silence: { allowed: true } });
    const { recordedAt } = await prairie.run(agnes, refuseUse, { customerId, method: 'mail', covers: null, at: said });
    const asOf = {
      customerId,
      cpni: 'call-detail' as const,
      recipient: 'self' as const,
      purpose: 'market' as const,
      at: said,
    };
    const earlier = new Date(Date.parse(recordedAt) - 1).toISOString();
    expect(await prairie.run(agnes, approvalStatus, { ...asOf, recordedUntil: earlier })).toEqual(before);
    expect(await prairie.run(agnes, approvalStatus, { ...asOf, recordedUntil: recordedAt })).toMatchObject({
      refusal: 'stands',
    });
    expect(await prairie.run(agnes, approvalStatus, asOf)).toMatchObject({ refusal: 'stands' });
  });
});
