// What benches fill a database with, at once in SQL: what customers of years were sent and said.
import { randomIds } from '../src/kernel/id.ts';
import { DAY } from '../src/kernel/time.ts';
import { coverageOf } from '../src/law/coverage.ts';
import { type Bench, owner } from './bench.ts';

const covers = coverageOf(['call-detail', 'usage'], ['self'], ['market']);

/** A notice for six of ten customers, a refusal for one, a bounce and a written yes for one in twenty each, over 800 days. Who was touched. */
export const loadEvents = async (one: Bench, carrierId: string, now: number): Promise<string[]> => {
  const db = await owner(one, carrierId);
  await db.query('select setseed(0.42)');
  await db.query(
    `insert into permission_event (id, customer_id, type, at, recorded_at, approval, method, wait_days, covers, channels)
     select uuidv7(), id, 'notice', at, at, 'opt-out', 'mail', 30, $2::int, '{phone,web}'
     from (select id, $1::bigint - (random() * 800 * ${DAY})::bigint as at from customer where random() < 0.6) c`,
    [now, covers],
  );
  await db.query(
    `insert into permission_event (id, customer_id, type, at, recorded_at, method)
     select uuidv7(), id, 'refused', at, at, 'telephone'
     from (select id, $1::bigint - (random() * 800 * ${DAY})::bigint as at from customer where random() < 0.1) c`,
    [now],
  );
  const answers = (type: string, share: number) =>
    db.query(
      `insert into permission_event (id, customer_id, type, at, recorded_at, notice, method, proof)
       select uuidv7(), customer_id, '${type}', at, at, id, ${type === 'approved' ? "'written', true" : 'null, null'}
       from (select id, customer_id, least($1::bigint, at + (random() * 60 * ${DAY})::bigint) as at from permission_event
         where type = 'notice' and random() < $2::float8) n`,
      [now, share],
    );
  await answers('bounced', 0.05 / 0.6);
  await answers('approved', 0.05 / 0.6);
  const { rows } = await db.query<{ id: string }>('select distinct customer_id as id from permission_event order by 1');
  await db.end();
  return rows.map(({ id }) => id);
};

type Delivering = { readonly from: number; readonly over: number; readonly where: string };

/** An approved opt-out notice and what went out of it: `where` says for which customers of `n` of them, evenly over a time. Its version. */
export const loadDeliveries = async (
  one: Bench,
  carrierId: string,
  count: number,
  each: readonly Delivering[],
): Promise<string> => {
  const db = await owner(one, carrierId);
  const version = randomIds(Date.now())();
  await db.query(
    `insert into notice_version (id, group_id, kind, language, subject, sender, body, wait_days, cpni, recipients, purposes, entities,
       channels, methods, type_points, in_use_since, content_hash, author_id, author_name, created_at, approved_by, approver_name, approved_at, approved_hash)
     values ($1, $1, 'opt-out', 'en', 's', null, 'b', 30, '{call-detail}', '{self}', '{market}', '[]',
       '{phone,web}', '{mail}', 11, null, repeat('a', 64), null, 'bench', 1, $1, 'bench', 1, repeat('a', 64))`,
    [version],
  );
  for (const { from, over, where } of each)
    await db.query(
      `insert into delivery (id, version_id, customer_id, method, sent_at, reference, recorded_at)
       select uuidv7(), $1, id, 'email', $2::bigint + n * $3::bigint / $4::bigint, null, 1
       from (select id, row_number() over () as n from customer) c where ${where}`,
      [version, from, over, count],
    );
  await db.query('vacuum analyze');
  await db.end();
  return version;
};
