import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import type { Ctx } from '../../db/context.ts';
import { appendEvents } from '../approvals/append.ts';
import { approve, refuseUse } from '../approvals/choose.ts';
import {
  approvedEvent,
  bouncedEvent,
  emailConsentEvent,
  type NewPermissionEvent,
  noticeEvent,
  refusedEvent,
} from '../approvals/events.ts';
import type { Covers } from '../approvals/record.ts';
import { addCustomer } from '../customers/add.ts';
import { addChannel } from '../opt-out-channels/channels.ts';
import { openIncident } from '../opt-out-channels/open-incident.ts';
import type { channelKind } from '../opt-out-channels/record.ts';
import { askDecision, askStream, showDecision } from './ask.ts';
import { decideAll } from './decide.ts';
import type { UseAskedFor } from './record.ts';
import { screening, verdictWords } from './screen.ts';

type ChannelKind = z.output<typeof channelKind>;

let home: TestHouse;
let prairie: TestCarrier;
let agnes: Staff;
let numbers = 0;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  agnes = await prairie.person('Agnes Webb', 'agent', 'marketing', 'compliance');
});
afterAll(() => home.close());

const marketing: UseAskedFor = {
  identifiable: 'individual',
  source: 'own-service',
  purpose: 'market',
  offer: { kind: 'communications-related', category: 'interexchange' },
  recipient: 'self',
  recipientServes: [],
  to: null,
  cpni: ['call-detail'],
  agreement: false,
  callId: null,
  channel: 'none',
  authentication: 'none',
};
const usual: Covers = {
  cpni: ['call-detail', 'usage'],
  recipients: ['self', 'affiliate-communications'],
  purposes: ['market'],
};

const customerOf = async (carrier: TestCarrier, mask: number): Promise<string> => {
  numbers += 1;
  const account = `A-${numbers}`;
  return carrier.look(async (ctx) => {
    const id = ctx.id();
    await ctx.tx
      .insertInto('customer')
      .values({
        id,
        account,
        name: account,
        language: 'en',
        subscribes: mask,
        since: null,
        leftAt: null,
        salt: ctx.salt(),
      })
      .execute();
    return id;
  });
};

const customer = (mask: number): Promise<string> => customerOf(prairie, mask);

const day = 86_400_000;

describe('a decision', () => {
  it('is no before the wait ends, yes after, and no at once after a refusal; each with its paragraph', async () => {
    expect(addCustomer.http).toMatch(/^POST/);
    const customerId = await customer(8);
    await prairie.at('2026-11-20T16:00:00Z');
    const consent = Date.parse('2026-10-01T16:00:00Z');
    const sent = Date.parse('2026-11-20T16:00:00Z');
    await prairie.look(async (ctx) => {
      const notice = noticeEvent({
        id: ctx.id(),
        customerId,
        at: sent,
        approval: 'opt-out',
        method: 'email',
        waitDays: 30,
        covers: usual,
        channels: ['phone', 'web'],
      });
      await appendEvents(ctx, [emailConsentEvent({ id: ctx.id(), customerId, at: consent }, 'email-consent'), notice]);
    });
    const ask = () => prairie.run(agnes, askDecision, { customerId, use: marketing });
    expect(await ask()).toMatchObject({
      allowed: false,
      missing: ['waiting-period'],
      cite: '47 CFR 64.2008(d)(1)',
      clearsAt: '2026-12-21T00:00:00-06:00',
    });
    await prairie.at('2026-12-21T06:00:00Z');
    const yes = await ask();
    expect(yes).toMatchObject({
      allowed: true,
      basis: 'opt-out',
      cite: '47 CFR 64.2007(b)',
      validUntil: '2026-12-22T00:00:00-06:00',
    });
    expect(await prairie.run(agnes, showDecision, { decisionId: yes.decisionId })).toMatchObject({
      allowed: true,
      entryId: yes.receipt.entryId,
    });
    await prairie.run(agnes, refuseUse, { customerId, method: 'telephone', covers: null });
    expect(await ask()).toMatchObject({ allowed: false, missing: ['refused'], cite: '47 CFR 64.2007(a)(2)' });
    const past = await prairie.run(agnes, askDecision, { customerId, use: marketing, at: '2026-12-21T05:59:59Z' });
    expect(past).toMatchObject({ allowed: false, historical: true, missing: ['waiting-period'] });
  });

  it('answers a stream line by line, bad lines as problems, and invents no customer', async () => {
    const customerId = await customer(8);
    const lines = [
      JSON.stringify({ customerId, use: marketing }),
      'nonsense',
      JSON.stringify({ customerId: '00000000-0000-7000-8000-000000000000', use: marketing }),
    ];
    const answers = (await prairie.stream(agnes, askStream, {}, lines.join('\n')))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers[0]).toMatchObject({ customerId, allowed: false, missing: ['notice'] });
    expect(answers[1].problem.detail).toMatch(/not JSON/);
    expect(answers[2].problem).toBeDefined();
  });

  it('refuses a yes to a notice that another customer got', async () => {
    const [one, other] = [await customer(8), await customer(8)];
    const notice = await prairie.look(async (ctx) => {
      const event = noticeEvent({
        id: ctx.id(),
        customerId: other,
        at: ctx.at,
        approval: 'opt-in',
        method: 'mail',
        waitDays: 0,
        covers: usual,
        channels: [],
      });
      await appendEvents(ctx, [event]);
      return event.id;
    });
    await expect(
      prairie.run(agnes, approve, { customerId: one, notice, method: 'written', proof: null }),
    ).rejects.toMatchObject({ type: 'not-found' });
  });

  it('binds a refusal to the very next decision, with hundreds of pairs at once', async () => {
    await prairie.at('2026-11-20T16:00:00Z');
    const ids = await Promise.all(Array.from({ length: 200 }, () => customer(8)));
    await prairie.look((ctx) =>
      appendEvents(
        ctx,
        ids.map((customerId) =>
          noticeEvent({
            id: ctx.id(),
            customerId,
            at: ctx.at,
            approval: 'opt-out',
            method: 'mail',
            waitDays: 30,
            covers: usual,
            channels: [],
          }),
        ),
      ),
    );
    await prairie.at('2027-01-20T16:00:00Z');
    const afterRefusal = await Promise.all(
      ids.map(async (customerId) => {
        const before = prairie.run(agnes, askDecision, { customerId, use: marketing });
        await prairie.run(agnes, refuseUse, { customerId, method: 'web', covers: null });
        const after = await prairie.run(agnes, askDecision, { customerId, use: marketing });
        await before;
        return after.allowed;
      }),
    );
    expect(afterRefusal.filter((allowed) => allowed)).toEqual([]);
  });
});

const coverages: readonly Covers[] = [
  usual,
  { cpni: ['call-detail'], recipients: ['self'], purposes: ['market'] },
  { cpni: ['usage'], recipients: ['self', 'joint-venture'], purposes: ['market', 'sell'] },
];
const start = Date.parse('2026-01-05T15:00:00Z');
const someDay = fc.integer({ min: 0, max: 1100 });

const offered: readonly (readonly string[])[] = [['phone'], ['phone', 'web'], ['web'], ['mail', 'phone', 'web']];

type Step = {
  kind: 'notice' | 'bounced' | 'approved' | 'refused' | 'consent' | 'withdrawn';
  on: number;
  pick: number;
  flag: boolean;
};
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('notice', 'notice', 'notice', 'bounced', 'approved', 'refused', 'consent', 'withdrawn'),
  on: someDay,
  pick: fc.integer({ min: 0, max: 191 }),
  flag: fc.boolean(),
});

const eventsOfSteps = (steps: readonly Step[], customerId: string, id: () => string): NewPermissionEvent[] => {
  const notices: { id: string; at: number }[] = [];
  const bounced = new Set<string>();
  return [...steps]
    .sort((a, b) => a.on - b.on)
    .flatMap((s): NewPermissionEvent[] => {
      const base = { id: id(), customerId, at: start + s.on * day + s.pick * 1000 };
      const covers = coverages[Math.floor(s.pick / 16) % 3] ?? usual;
      const known = notices[s.pick % Math.max(1, notices.length)];
      if (s.kind === 'notice') {
        notices.push(base);
        const method = (['email', 'mail', 'oral', 'web'] as const)[s.pick % 4] ?? 'mail';
        return [
          noticeEvent({
            ...base,
            approval: s.flag ? 'opt-out' : 'opt-in',
            method,
            waitDays: 30 + (s.pick % 3) * 5,
            covers,
            channels: [...(offered[Math.floor(s.pick / 4) % offered.length] ?? [])],
          }),
        ];
      }
      if (s.kind === 'consent') return [emailConsentEvent(base, 'email-consent')];
      if (s.kind === 'withdrawn') return [emailConsentEvent(base, 'email-consent-withdrawn')];
      if (s.kind === 'refused') return [refusedEvent({ ...base, method: 'mail', covers: s.flag ? null : covers })];
      if (known === undefined || known.at > base.at) return [];
      if (s.kind === 'approved')
        return [
          approvedEvent({ ...base, notice: known.id, method: s.flag ? 'written' : 'oral', proof: s.pick % 2 === 0 }),
        ];
      if (bounced.has(known.id)) return [];
      bounced.add(known.id);
      return [bouncedEvent(base, known.id)];
    });
};

const uses: readonly UseAskedFor[] = [
  marketing,
  { ...marketing, cpni: ['usage'] },
  { ...marketing, cpni: ['call-detail', 'usage'] },
  { ...marketing, recipient: 'affiliate-communications' },
  { ...marketing, recipient: 'joint-venture', cpni: ['usage'], agreement: true },
  { ...marketing, recipient: 'agent' },
  { ...marketing, offer: { kind: 'non-communications', category: null } },
  { ...marketing, offer: { kind: 'communications-related', category: 'interconnected-voip' } },
  { ...marketing, purpose: 'sell', offer: null, recipient: 'joint-venture', cpni: ['usage'] },
];

/** What the screen and the decision say of one customer at an instant, in the screen's words. */
const bothAt = async (ctx: Ctx, customerId: string, use: UseAskedFor, at: number) => {
  const query = await screening(ctx, use, { language: null, subscribesMask: 0 }, at);
  const { rows } = await sql<{ verdict: number }>`
    select verdict from (${query}) s where customer_id = ${customerId}`.execute(ctx.tx);
  const [answer] = await decideAll(ctx, [{ customerId, use, at: new Date(at).toISOString() }]);
  const lacks = answer?.missing[0] === 'opt-in' ? 'opt-in-missing' : answer?.missing[0];
  return {
    screen: verdictWords[rows[0]?.verdict ?? -1],
    decide: answer?.allowed === true ? answer.basis : lacks,
  };
};

/** Every second at which a stored span begins, and its neighbours, from the histories' start to now. */
const boundariesOf = async (ctx: Ctx, customerId: string): Promise<number[]> => {
  const spans = await ctx.tx.selectFrom('permission').select('fromAt').where('customerId', '=', customerId).execute();
  const around = spans.flatMap(({ fromAt }) => [fromAt - 1000, fromAt, fromAt + 1000]);
  return [...new Set(around)].filter((at) => at > start && at <= ctx.at);
};

/** On customers who buy VoIP, interexchange service, or both, asked for any of the uses. */
const agreeOn = (carrier: () => TestCarrier, asked: readonly UseAskedFor[], runs: number) =>
  fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 8 }),
      fc.constantFrom(8, 2, 10),
      fc.constantFrom(...asked),
      async (steps, mask, use) => {
        const customerId = await customerOf(carrier(), mask);
        await carrier().look(async (ctx) => {
          await appendEvents(ctx, eventsOfSteps(steps, customerId, ctx.id));
          for (const at of await boundariesOf(ctx, customerId)) {
            const { screen, decide } = await bothAt(ctx, customerId, use, at);
            expect([new Date(at).toISOString(), screen]).toEqual([new Date(at).toISOString(), decide]);
          }
        });
      },
    ),
    { numRuns: runs },
  );

describe('screening and decide', () => {
  it('give the same verdict and reason for random histories at every boundary, a second before and after', async () => {
    await prairie.at('2030-01-01T00:00:00Z');
    await agreeOn(() => prairie, uses, 60);
  });

  // uses that silence may serve; nobody here buys local service
  const local: UseAskedFor = { ...marketing, offer: { kind: 'communications-related', category: 'local' } };
  const losses: readonly ChannelKind[][] = [['phone'], ['web'], ['phone', 'web']];
  it.each(losses.map((lost) => [lost.join(' and '), lost] as const))(
    'do so while refusals by %s are lost',
    async (_, lost) => {
      const harbor = await home.carrier({ name: 'Harbor Telecom Inc.', shortName: 'Harbor' });
      const ana = await harbor.person('Ana Ruiz', 'compliance');
      await harbor.at('2025-12-01T15:00:00Z');
      for (const kind of lost) {
        const how = { name: kind, free: true, alwaysOpen: true, hours: 'always' };
        const { id: channelId } = await harbor.run(ana, addChannel, { kind, ...how });
        const since = { lostFrom: '2025-12-01T14:00:00Z', detectedAt: '2025-12-01T15:00:00Z', attempts: null };
        await harbor.run(ana, openIncident, { channelId, mechanism: 'opt-out', problem: 'lost', ...since });
      }
      await harbor.at('2030-01-01T00:00:00Z');
      await agreeOn(() => harbor, [marketing, local], 80);
    },
  );
});
