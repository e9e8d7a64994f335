import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { house, type TestCarrier, type TestHouse } from '../../../test/house.ts';
import { olderCarrier, purgeOf, ripeIn, type Two, twoPersons } from '../../carriers/retention/retention.example.ts';

let home: TestHouse;
let prairie: TestCarrier;
let two: Two;

beforeAll(async () => {
  home = await house();
  prairie = await olderCarrier(home);
  two = await twoPersons(prairie);
});
afterAll(() => home.close());

/** A list of so many customers, of a campaign that ended at an instant or goes on. */
const list = (members: number, endedAt: string | null): Promise<string> =>
  prairie.look(async (ctx) => {
    const [campaignId, audienceId] = [ctx.id(), ctx.id()];
    const ended = endedAt === null ? null : Date.parse(endedAt);
    await sql`
      insert into campaign (id, name, description, cpni, products, offer_kind, recipient, agreement, audience, channel, script,
        content_hash, state, requester_id, requester_name, created_at, ended_at)
      values (${campaignId}, 'Spring', 'Offer flat-rate long distance', '{call-detail}', '{Flat Rate}', 'other', 'self', false, '{}',
        'mail', '', '', ${ended === null ? 'released' : 'closed'}, ${two.asker.id}, 'Mara', ${Date.parse('2024-03-01T15:00:00Z')}, ${ended})`.execute(
      ctx.tx,
    );
    await sql`insert into audience (id, campaign_id, content_hash, screened_at, included, root)
      values (${audienceId}, ${campaignId}, '', 0, ${members}, 'root')`.execute(ctx.tx);
    await sql`insert into audience_member (audience_id, customer_id, verdict)
      select ${audienceId}::uuid, gen_random_uuid(), 0 from generate_series(1, ${members}::integer)`.execute(ctx.tx);
    return audienceId;
  });

const membersOf = (audienceId: string) =>
  prairie.look(async (ctx) => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from audience_member where audience_id = ${audienceId}`.execute(ctx.tx);
    return rows[0]?.n;
  });

describe('The list of a campaign', () => {
  it('goes a year after the campaign ended; one that goes on keeps its list; counts and root stay', async () => {
    const ended = await list(Number(process.env.COMPLINE_MEMBERS ?? 1000), '2024-06-30T15:00:00Z');
    const open = await list(10, null);
    await prairie.at('2025-06-29T23:59:00-05:00');
    expect(await ripeIn(prairie, two.asker, 'campaigns')).toBe(0);
    await prairie.at('2025-06-30T00:00:00-05:00');
    expect(await ripeIn(prairie, two.asker, 'campaigns')).toBe(1);
    const began = performance.now();
    await purgeOf(prairie, two, 'campaigns');
    if (process.env.COMPLINE_MEMBERS !== undefined) console.info(`${Math.round(performance.now() - began)} ms`);
    expect([await membersOf(ended), await membersOf(open)]).toEqual([0, 10]);
    const rows = await prairie.look((ctx) =>
      ctx.tx.selectFrom('audience').select(['root', 'included']).where('id', '=', ended).execute(),
    );
    expect(rows[0]).toMatchObject({ root: 'root' });
  });
});
