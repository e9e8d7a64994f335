import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import type { Ctx } from '../../db/context.ts';
import { marketLongDistance } from '../../demo/uses.ts';
import { appendEvents } from '../approvals/append.ts';
import {
  approvedEvent,
  bouncedEvent,
  emailConsentEvent,
  emailConsentWithdrawnEvent,
  type NewPermissionEvent,
  noticeEvent,
  refusedEvent,
} from '../approvals/events.ts';
import type { Covers } from '../approvals/record.ts';
import { addChannel } from '../opt-out-channels/channels.ts';
import { openIncident } from '../opt-out-channels/open-incident.ts';
import type { channelKind } from '../opt-out-channels/record.ts';
import { decideAll } from './decide.ts';
import type { UseAskedFor } from './record.ts';
import { screening, verdictWords } from './screen.ts';
import { customerOf, usual } from './uses.example.ts';

type ChannelKind = z.output<typeof channelKind>;

let home: TestHouse;
let prairie: TestCarrier;
let _agnes: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  _agnes = await prairie.person('Agnes Webb', 'agent', 'marketing', 'compliance');
});
afterAll(() => home.close());

const _customer = (mask: number): Promise<string> => customerOf(prairie, mask);

const day = 86_400_000;

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
            contactId: null,
            ...base,
            approval: s.flag ? 'opt-out' : 'opt-in',
            method,
            waitDays: 30 + (s.pick % 3) * 5,
            covers,
            channels: [...(offered[Math.floor(s.pick / 4) % offered.length] ?? [])],
          }),
        ];
      }
      if (s.kind === 'consent') return [emailConsentEvent({ ...base, contactId: null })];
      if (s.kind === 'withdrawn') return [emailConsentWithdrawnEvent(base)];
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
  marketLongDistance,
  { ...marketLongDistance, cpni: ['usage'] },
  { ...marketLongDistance, cpni: ['call-detail', 'usage'] },
  { ...marketLongDistance, recipient: 'affiliate-communications' },
  { ...marketLongDistance, recipient: 'joint-venture', cpni: ['usage'], agreement: true },
  { ...marketLongDistance, recipient: 'agent' },
  { ...marketLongDistance, offer: { kind: 'non-communications', category: null } },
  { ...marketLongDistance, offer: { kind: 'communications-related', category: 'interconnected-voip' } },
  { ...marketLongDistance, purpose: 'sell', offer: null, recipient: 'joint-venture', cpni: ['usage'] },
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
  const local: UseAskedFor = { ...marketLongDistance, offer: { kind: 'communications-related', category: 'local' } };
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
      await agreeOn(() => harbor, [marketLongDistance, local], 80);
    },
  );
});
