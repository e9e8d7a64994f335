import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { marketLongDistance } from '../../demo/uses.ts';
import { appendEvents } from '../approvals/append.ts';
import { approve, refuseUse } from '../approvals/choose.ts';
import { emailConsentEvent, noticeEvent } from '../approvals/events.ts';
import { addCustomer } from '../customers/add.ts';
import { addService, endService } from '../customers/services.ts';
import { askDecision, askStream, showDecision } from './ask.ts';
import { customerOf, usual } from './uses.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let agnes: Staff;

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({});
  agnes = await prairie.person('Agnes Webb', 'agent', 'marketing', 'compliance');
});
afterAll(() => home.close());

const customer = (mask: number): Promise<string> => customerOf(prairie, mask);

const _day = 86_400_000;

describe('a decision', () => {
  it('is no before the wait ends, yes after, and no at once after a refusal; each with its paragraph', async () => {
    expect(addCustomer.http).toMatch(/^POST/);
    const customerId = await customer(8);
    await prairie.at('2026-11-20T16:00:00Z');
    const consent = Date.parse('2026-10-01T16:00:00Z');
    const sent = Date.parse('2026-11-20T16:00:00Z');
    await prairie.look(async (ctx) => {
      const notice = noticeEvent({
        contactId: null,
        id: ctx.id(),
        customerId,
        at: sent,
        approval: 'opt-out',
        method: 'email',
        waitDays: 30,
        covers: usual,
        channels: ['phone', 'web'],
      });
      const agreed = emailConsentEvent({ id: ctx.id(), customerId, at: consent, contactId: null });
      await appendEvents(ctx, [agreed, notice]);
    });
    const ask = () => prairie.run(agnes, askDecision, { customerId, use: marketLongDistance });
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
    const past = await prairie.run(agnes, askDecision, {
      customerId,
      use: marketLongDistance,
      at: '2026-12-21T05:59:59Z',
    });
    expect(past).toMatchObject({ allowed: false, historical: true, missing: ['waiting-period'] });
  });

  it('of a past day goes by the services and the promises of that day, not by those of today', async () => {
    await prairie.at('2026-11-10T16:00:00Z');
    const customerId = await customer(0);
    const asked = async (at: string) =>
      (await prairie.run(agnes, askDecision, { customerId, use: marketLongDistance, at })).allowed;
    await prairie.at('2026-11-12T16:00:00Z');
    const bought = { customerId, category: 'interexchange' as const, number: null };
    const { id: serviceId } = await prairie.run(agnes, addService, bought);
    await prairie.at('2026-11-14T16:00:00Z');
    await prairie.run(agnes, endService, { customerId, serviceId });
    await prairie.at('2026-11-20T16:00:00Z');
    expect(await asked('2026-11-12T15:59:59Z')).toBe(false);
    expect(await asked('2026-11-12T16:00:00Z')).toBe(true);
    expect(await asked('2026-11-14T15:59:59Z')).toBe(true);
    expect(await asked('2026-11-14T16:00:00Z')).toBe(false);
  });

  it('answers a stream line by line, bad lines as problems, and invents no customer', async () => {
    const customerId = await customer(8);
    const lines = [
      JSON.stringify({ customerId, use: marketLongDistance }),
      'nonsense',
      JSON.stringify({ customerId: '00000000-0000-7000-8000-000000000000', use: marketLongDistance }),
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
        contactId: null,
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
            contactId: null,
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
        const before = prairie.run(agnes, askDecision, { customerId, use: marketLongDistance });
        await prairie.run(agnes, refuseUse, { customerId, method: 'web', covers: null });
        const after = await prairie.run(agnes, askDecision, { customerId, use: marketLongDistance });
        await before;
        return after.allowed;
      }),
    );
    expect(afterRefusal.filter((allowed) => allowed)).toEqual([]);
  });
});
