import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type Staff, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { systemAsks } from '../../db/context.ts';
import { dateOfDay } from '../../kernel/time.ts';
import { signIn } from '../sign-in/sign-in.ts';
import { byKey } from '../staff/authenticate.ts';
import { issueKey } from '../staff/keys.ts';
import { listMembers } from '../staff/members.ts';
import { accessReviewDues, setReviewMonths } from './dues.ts';
import { decideAccess, listReviews, openReview, showReview } from './review.ts';

let home: TestHouse;
let prairie: TestCarrier;
let carla: Staff;
let otto: Staff;
let agnes: Staff;
let secret = '';

beforeAll(async () => {
  home = await house();
  prairie = await home.carrier({ clock: Date.parse('2026-02-28T15:00:00Z') });
  carla = await prairie.person('Carla Stein', 'compliance');
  otto = await prairie.person('Otto Grant', 'officer');
  agnes = await prairie.person('Agnes Ortiz', 'agent');
  const asking = systemAsks(prairie.id, 'test', Date.now());
  const key = { holder: { machine: 'billing switch' }, roles: ['agent' as const], days: 4000 };
  secret = (await issueKey(home.connections, asking, key)).secret;
  await byKey(home.connections.platform, secret, Date.parse('2026-03-02T09:00:00Z'));
  await signIn(
    home.connections,
    { email: agnes.email, password: agnes.password, code: null, carrierId: null, agent: '' },
    Date.parse('2026-03-01T09:00:00Z'),
  );
});
afterAll(() => home.close());

const due = async (): Promise<string | undefined> => {
  const [one] = await prairie.look((ctx) => accessReviewDues(ctx, new Map()));
  return one === undefined ? undefined : dateOfDay(one.day);
};

describe('A review of who may see CPNI', () => {
  it('is due a year after the carrier came, or sooner where it set so, never later', async () => {
    expect(await due()).toBe('2027-02-28');
    await prairie.run(carla, setReviewMonths, { months: 6 });
    expect(await due()).toBe('2026-08-28');
    await expect(prairie.run(carla, setReviewMonths, { months: 13 })).rejects.toThrow(/'months'/);
  });

  it('lists everybody with roles, keys and last use; each is decided by another; the last decision closes it', async () => {
    await prairie.at('2026-08-20T15:00:00Z');
    const opened = await prairie.run(carla, openReview, {});
    await expect(prairie.run(otto, openReview, {})).rejects.toThrow(/open already/);
    expect(opened.items.map(({ kind, name, roles }) => [kind, name, roles])).toEqual([
      ['member', 'Agnes Ortiz', ['agent']],
      ['member', 'Carla Stein', ['compliance']],
      ['member', 'Otto Grant', ['officer']],
      ['key', 'billing switch', ['agent']],
    ]);
    expect(opened.items.map(({ lastUsedAt }) => lastUsedAt)).toEqual([
      '2026-03-01T03:00:00-06:00',
      null,
      null,
      '2026-03-02T03:00:00-06:00',
    ]);
    const itemOf = (name: string): string => opened.items.find((item) => item.name === name)?.id ?? '';
    const decide = (who: Staff, name: string, verdict: 'kept' | 'ended') =>
      prairie.run(who, decideAccess, { itemId: itemOf(name), verdict, why: 'Seen with the team lead' });

    await expect(decide(carla, 'Carla Stein', 'kept')).rejects.toMatchObject({ type: 'same-person' });
    await expect(decide(agnes, 'Otto Grant', 'ended')).rejects.toMatchObject({ type: 'not-allowed' });
    await decide(carla, 'Agnes Ortiz', 'ended');
    await expect(decide(carla, 'Agnes Ortiz', 'kept')).rejects.toThrow(/decided already/);
    await decide(carla, 'billing switch', 'ended');
    await decide(carla, 'Otto Grant', 'kept');
    expect((await prairie.run(otto, showReview, { reviewId: opened.id })).closedOn).toBeNull();
    expect((await decide(otto, 'Carla Stein', 'kept')).closedOn).toBe('2026-08-20');

    expect((await prairie.run(carla, listMembers, {})).items.map(({ name }) => name)).toEqual([
      'Carla Stein',
      'Otto Grant',
    ]);
    expect(await byKey(home.connections.platform, secret, Date.now())).toBeNull();
    expect(await due()).toBe('2027-02-20');
  });

  it('stands as it is once closed, and the database refuses who decides on himself or closes it half done', async () => {
    await prairie.at('2026-09-01T15:00:00Z');
    const { id: reviewId, items } = await prairie.run(otto, openReview, {});
    const own = items.find(({ name }) => name === 'Otto Grant');
    const byHand = { verdict: 'kept' as const, why: 'I know', decidedBy: otto.id, deciderName: 'Otto', decidedAt: 0 };
    await expect(
      prairie.look((ctx) =>
        ctx.tx
          .updateTable('accessReviewItem')
          .set(byHand)
          .where('id', '=', own?.id ?? '')
          .execute(),
      ),
    ).rejects.toThrow(/nobody_reviews_himself/);
    const close = (id: string) =>
      prairie.look((ctx) =>
        ctx.tx.updateTable('accessReview').set({ closedOn: '2026-09-01', closedAt: 0 }).where('id', '=', id).execute(),
      );
    await expect(close(reviewId)).rejects.toThrow(/everything in it was decided/);
    const first = (await prairie.run(otto, listReviews, {})).items.at(-1);
    await expect(close(first?.id ?? '')).rejects.toThrow(/stands as it is/);
  });

  it('shows another carrier nothing of its members, keys and reviews', async () => {
    const lakes = await home.carrier({ name: 'Lakes Telephone', clock: Date.parse('2026-09-01T15:00:00Z') });
    const lena = await lakes.person('Lena Fox', 'compliance');
    const { items } = await lakes.run(lena, openReview, {});
    expect(items.map(({ name }) => name)).toEqual(['Lena Fox']);
    const theirs = (await prairie.run(otto, listReviews, {})).items[0];
    await expect(lakes.run(lena, showReview, { reviewId: theirs?.id ?? '' })).rejects.toThrow(/no such access review/);
  });
});
