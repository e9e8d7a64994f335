import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { marketLongDistance } from '../../demo/uses.ts';
import { appendEvents } from '../approvals/append.ts';
import { refuseUse } from '../approvals/choose.ts';
import { bouncedEvent, noticeEvent } from '../approvals/events.ts';
import { approvalSeries } from '../approvals/series.ts';
import { noticeWaits } from '../notices/waits.ts';
import { explainDecision } from './explain.ts';
import { customerOf, usual } from './uses.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let agnes: Staff;
let customerId = '';

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-01-05T15:00:00Z') });
  agnes = await prairie.person('Agnes Webb', 'agent', 'marketing', 'compliance');
  customerId = await customerOf(prairie, 8);
  await prairie.at('2026-02-02T16:00:00Z');
  await prairie.look(async (ctx) => {
    const sent = { id: ctx.id(), customerId, at: ctx.at, approval: 'opt-out', method: 'mail', waitDays: 30 } as const;
    await appendEvents(ctx, [noticeEvent({ contactId: null, ...sent, covers: usual, channels: ['phone', 'web'] })]);
  });
  await prairie.at('2026-05-04T20:00:00Z');
  await prairie.run(agnes, refuseUse, { customerId, method: 'phone', covers: null });
});
afterAll(() => home.close());

const entries = () =>
  prairie.look(async (ctx) => {
    const rows = await ctx.tx.selectFrom('ledgerEntry').select('id').execute();
    return rows.length;
  });

describe('how an answer stands over a time', () => {
  it('is told in spans of days, each with its paragraph: no notice, the wait, silence, the no; nothing is recorded', async () => {
    const before = await entries();
    const { spans } = await prairie.run(agnes, explainDecision, {
      customerId,
      use: marketLongDistance,
      from: '2026-01-10',
      until: '2026-05-31',
    });
    expect(
      spans.map(({ from, until, allowed, cite, missing, clearsOn }) => [from, until, allowed, cite, missing, clearsOn]),
    ).toEqual([
      ['2026-01-10', '2026-02-01', false, '47 CFR 64.2008(a)(1)', ['notice'], null],
      // sent at ten in the morning of February 2; the wait begins on the third day after
      ['2026-02-02', '2026-03-07', false, '47 CFR 64.2008(d)(1)', ['waiting-period'], '2026-03-08'],
      ['2026-03-08', '2026-05-04', true, '47 CFR 64.2007(b)', [], null],
      ['2026-05-05', '2026-05-31', false, '47 CFR 64.2007(a)(2)', ['refused'], null],
    ]);
    expect(await entries()).toBe(before);
  });

  it('is refused for a time too long, and for a customer that is not ours', async () => {
    const asked = { customerId, use: marketLongDistance, from: '2024-01-01', until: '2026-05-31' };
    await expect(prairie.run(agnes, explainDecision, asked)).rejects.toThrow(/not within 800 days/);
    const other = await home.carrier({});
    const stranger = await other.person('Sol Reyes', 'agent');
    await expect(other.run(stranger, explainDecision, { ...asked, from: '2026-01-01' })).rejects.toThrow(/customer/);
  });
});

describe('what customers said and were sent, over time', () => {
  it('is counted by day, week and month of the carrier, each carrier its own', async () => {
    const period = { from: '2026-01-01', until: '2026-06-30' };
    expect((await prairie.run(agnes, approvalSeries, { ...period, by: 'month' })).items).toEqual([
      { on: '2026-02-01', notices: 1, approved: 0, refused: 0, bounced: 0 },
      { on: '2026-05-01', notices: 0, approved: 0, refused: 1, bounced: 0 },
    ]);
    expect((await prairie.run(agnes, approvalSeries, { ...period, by: 'week' })).items[1]?.on).toBe('2026-05-04');
    await expect(prairie.run(agnes, approvalSeries, { ...period, from: '2020-01-01', by: 'day' })).rejects.toThrow(
      /400 days/,
    );
    const other = await home.carrier({});
    const stranger = await other.person('Sol Reyes', 'agent');
    expect((await other.run(stranger, approvalSeries, period)).items).toEqual([]);
    expect((await other.run(stranger, noticeWaits, period)).items).toEqual([]);
  });

  it('tells on which day the wait after a letter ends: three days by post, thirty of waiting, and the day after', async () => {
    const { items } = await prairie.run(agnes, noticeWaits, { from: '2026-03-01', until: '2026-03-31' });
    expect(items).toMatchObject([
      {
        clearsOn: '2026-03-08',
        sentOn: '2026-02-02',
        method: 'mail',
        waitDays: 30,
        notices: 1,
        why: { due: '2026-03-08' },
      },
    ]);
    expect(items[0]?.why.steps.at(-2)).toMatchObject({ date: '2026-03-07', why: 'day 30: the last waiting day' });
    expect((await prairie.run(agnes, noticeWaits, { from: '2026-03-09', until: '2026-03-31' })).items).toEqual([]);
    // what was told by voice, and what came back, never counts
    await prairie.look(async (ctx) => {
      const sent = { customerId, at: ctx.at, approval: 'opt-out' as const, waitDays: 30, covers: usual, channels: [] };
      const returned = noticeEvent({ contactId: null, ...sent, id: ctx.id(), method: 'mail' });
      await appendEvents(ctx, [
        noticeEvent({ contactId: null, ...sent, id: ctx.id(), method: 'oral' }),
        returned,
        bouncedEvent({ id: ctx.id(), customerId, at: ctx.at }, returned.id),
      ]);
    });
    expect((await prairie.run(agnes, noticeWaits, { from: '2026-05-05', until: '2026-07-31' })).items).toEqual([]);
  });
});
