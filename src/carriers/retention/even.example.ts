import type { TestHouse } from '../../../test/house.ts';
import { client } from '../../db/migrate.ts';
import { lawful } from './even-lawful.example.ts';
import { robocall } from './even-robocall.example.ts';

/** A thing that is kept, and how it is written down on noon of February 29, 2024, when its keeping begins. `$1` is the carrier, `$2` its id. */
export type Thing = {
  readonly what: string;
  readonly kept: string;
  /** The id that a hold or a purge knows it by is `$2`; the rest is the story around it. */
  readonly written: readonly string[];
  /** Queries of the columns that must go; `$1` and `$2` as above. */
  readonly goes: readonly string[];
};

const noon = Date.parse('2024-02-29T18:00:00Z');
const other = 'gen_random_uuid()';
const key = (text: string): string => `sha256('${text}')`;
const hash = `repeat('0', 64)`;

const authentication: readonly Thing[] = [
  {
    what: 'a try at a password',
    kept: 'authentication',
    written: [
      `insert into authentication_try (carrier_id, id, at, what, outcome, account_key, origin_key, asker_key, lock_key)
       values ($1, $2, ${noon}, 'password', 'wrong', ${key('walter')}, ${key('192.0.2.7')}, ${key('portal')}, ${key('password of walter')})`,
      `insert into authentication_count (carrier_id, subject, key, wrong, since_at)
       select $1, 'origin', origin_key, 1, ${noon} from authentication_try where carrier_id = $1 and id = $2`,
    ],
    goes: [
      `select account_key, origin_key, asker_key, lock_key from authentication_try where carrier_id = $1 and id = $2`,
      `select key from authentication_count where carrier_id = $1 and $2::uuid is not null`,
    ],
  },
  {
    what: 'a code that was sent',
    kept: 'authentication',
    written: [
      `insert into one_time_code (carrier_id, id, account_key, origin_key, way, serves, asked_on, asked_at, state, reference, expires_at, wrong)
       values ($1, $2, ${key('nora')}, ${key('192.0.2.8')}, 'text', 'online', '2024-02-29', ${noon - 1}, 'sent', 'SM-4711', ${noon}, 0)`,
    ],
    goes: [`select account_key, origin_key, reference from one_time_code where carrier_id = $1 and id = $2`],
  },
  {
    what: 'a lock of an origin',
    kept: 'authentication',
    written: [
      `insert into authentication_lock (carrier_id, id, subject, key, reason, named, from_at, until_at)
       values ($1, $2, 'origin', ${key('192.0.2.9')}, 'many-accounts', '192.0.2.9', ${noon - 1}, ${noon})`,
    ],
    goes: [`select key, named from authentication_lock where carrier_id = $1 and id = $2`],
  },
  {
    what: 'a notice that an account was changed',
    kept: 'authentication',
    written: [
      `insert into account_change (carrier_id, id, customer_id, what, how, subject, changed_on, changed_at, during)
       values ($1, $2, ${other}, 'password', 'changed', 'password:' || $2, '2024-02-29', ${noon}, 'service')`,
      `insert into account_notice (carrier_id, id, change_id, try, way, service_id, held_on, changed_on, state, reference, made_at, sent_at)
       values ($1, $2, $2, 1, 'text', ${other}, '2023-01-01', '2024-02-29', 'sent', 'SM-4712', ${noon}, ${noon})`,
    ],
    goes: [`select reference from account_notice where carrier_id = $1 and id = $2`],
  },
];

const desk: readonly Thing[] = [
  {
    what: 'a session of the desk with a call that was recited',
    kept: 'desk',
    written: [
      `insert into desk_session (carrier_id, id, customer_id, channel, call_id, opened_at, opener, until_at)
       values ($1, $2, ${other}, 'phone-inbound', 'CA-4711', ${noon - 1}, 'Agnes Ortiz', ${noon})`,
      `insert into recited_call (carrier_id, session_id, call_detail_id, at) values ($1, $2, ${other}, ${noon})`,
      `insert into desk_call (carrier_id, id, session_id, service_id, expects, state, reference, made_at)
       values ($1, ${other}, $2, ${other}, '4', 'proved', 'CA-4712', ${noon})`,
      `insert into desk_prompt (carrier_id, id, session_id, way, token_hash, state, made_at, expires_at)
       values ($1, ${other}, $2, 'chat', ${key('link')}, 'proved', ${noon - 1}, ${noon})`,
    ],
    goes: [
      `select call_id, opener from desk_session where carrier_id = $1 and id = $2`,
      `select call_detail_id from recited_call where carrier_id = $1 and session_id = $2`,
      `select reference from desk_call where carrier_id = $1 and session_id = $2`,
      `select token_hash from desk_prompt where carrier_id = $1 and session_id = $2`,
    ],
  },
  {
    what: 'a business customer’s contract',
    kept: 'desk',
    written: [
      `insert into business_contract (carrier_id, id, customer_id, representative_id, representative, reference, document_hash, clause,
         agreed_way, from_day, until_day, entered_at, entered_by)
       values ($1, $2, ${other}, ${other}, 'Agnes Ortiz', 'Cabinet 7, Walter Mills', ${hash}, 'Walter Mills is known by', 'his voice',
         '2023-01-01', '2024-02-29', ${noon - 1}, 'Carla')`,
    ],
    goes: [`select reference, clause, agreed_way from business_contract where carrier_id = $1 and id = $2`],
  },
];

const papers: readonly Thing[] = [
  {
    what: 'the caller whom the toll-free line never found',
    kept: 'approvals',
    written: [
      `insert into ivr_call (carrier_id, id, line_id, call_id, began_at, caller, language, stage, tries)
       values ($1, $2, ${other}, 'CA-1', ${noon}, '+15155550123', 'en', 'over', 3)`,
    ],
    goes: [`select caller from ivr_call where carrier_id = $1 and id = $2`],
  },
  {
    what: 'the letters of a batch',
    kept: 'letters',
    written: [
      `insert into letter_batch (carrier_id, id, run_id, state, letters, opened_by, opener_name, opened_at, pages, certificate_hash,
         printed_at, posted_on, receipt, posted_by, poster_name, posted_at)
       values ($1, $2, ${other}, 'posted', 1, ${other}, 'Carla', ${noon - 2}, 1, ${hash}, ${noon - 1}, '2024-02-29', 'R-1', ${other},
         'Carla', ${noon})`,
      `insert into letter_part (carrier_id, batch_id, part, version_id, first_sequence, letters, pages_each, hash, pdf, made_at)
       values ($1, $2, 1, ${other}, 1, 1, 1, ${hash}, 'Walter Mills, 7 Elm Street', ${noon - 1})`,
    ],
    goes: [`select pdf from letter_part where carrier_id = $1 and batch_id = $2`],
  },
  {
    what: 'a note on a task',
    kept: 'notes',
    written: [
      `insert into task (carrier_id, id, kind, subject, why, role, key, salt, opened_at, closed_at, closed_by, closer_name, outcome, note)
       values ($1, $2, 'doubtful-reply', 'mail:1', 'A reply is unclear', 'compliance', $2::text, 'salt', ${noon - 1}, ${noon}, ${other},
         'Carla', 'done', 'Walter Mills meant no')`,
    ],
    goes: [`select note, salt from task where carrier_id = $1 and id = $2`],
  },
  {
    what: 'a reason in a review of access',
    kept: 'notes',
    written: [
      `insert into access_review (carrier_id, id, opened_on, opened_by, opener_name, opened_at, closed_on, closed_at)
       values ($1, $2, '2024-02-29', ${other}, 'Otto', ${noon - 2}, '2024-02-29', ${noon})`,
      `insert into access_review_item (carrier_id, id, review_id, kind, subject_id, person_id, name, roles, verdict, why, decided_by,
         decider_name, decided_at)
       values ($1, $2, $2, 'member', ${other}, ${other}, 'Agnes', '{agent}', 'ended', 'Agnes is ill', ${other}, 'Otto', ${noon - 1})`,
    ],
    goes: [`select why from access_review_item where carrier_id = $1 and id = $2`],
  },
];

/** Everything of the newer classes, each thing once. */
export const things: readonly Thing[] = [...authentication, ...desk, ...papers, ...robocall, ...lawful];

const asOwner = async <T>(
  home: TestHouse,
  work: (db: Awaited<ReturnType<typeof client>>) => Promise<T>,
): Promise<T> => {
  const db = await client(home.address, 'database' in home.address ? home.address.database : '');
  try {
    return await work(db);
  } finally {
    await db.end();
  }
};

/** Writes things of a carrier past its operations, without the stories that would lead to them; their ids, in the same order. */
export const writeThings = (
  home: TestHouse,
  carrierId: string,
  written: readonly Thing[],
): Promise<readonly string[]> =>
  asOwner(home, async (db) => {
    // no customer, session or sending stands behind them
    await db.query('set session_replication_role = replica');
    const ids: string[] = [];
    for (const thing of written) {
      const id = crypto.randomUUID();
      for (const text of thing.written)
        await db.query(text.replaceAll('$1', `'${carrierId}'::uuid`).replaceAll('$2', `'${id}'::uuid`));
      ids.push(id);
    }
    return ids;
  });

/** The columns of a thing that a purge takes, as they stand: a row a line. */
export const columnsOf = (
  home: TestHouse,
  carrierId: string,
  { goes }: Thing,
  id: string,
): Promise<readonly string[]> =>
  asOwner(home, async (db) => {
    const lines: string[] = [];
    for (const text of goes)
      for (const row of (await db.query(text, [carrierId, id])).rows) lines.push(JSON.stringify(Object.values(row)));
    return lines;
  });
