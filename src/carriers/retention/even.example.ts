import type { TestHouse } from '../../../test/house.ts';
import { client } from '../../db/migrate.ts';

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

const robocall: readonly Thing[] = [
  {
    what: 'calls that the gate answered',
    kept: 'gate',
    written: [
      `insert into gate_group (carrier_id, id, from_at, until_at, calls, refused, emergency, lines, lines_hash, entry_id)
       values ($1, $2, ${noon - 1}, ${noon}, 1, 1, 0, '{"calling":"15155550123"}', ${hash}, ${other})`,
      `insert into gate_refusal (carrier_id, id, group_id, at, call_id, calling, called, code, cause, reason, cite, forwarded)
       values ($1, ${other}, $2, ${noon}, 'a1@sbc', '15155550123', '15155550199', '603', 21, 'Not his number', '47 CFR 64.6301', false)`,
    ],
    goes: [
      `select lines from gate_group where carrier_id = $1 and id = $2`,
      `select calling, called, call_id from gate_refusal where carrier_id = $1 and group_id = $2`,
    ],
  },
  {
    what: 'a file of call records',
    kept: 'cdrs',
    written: [
      `insert into call_file (carrier_id, id, source_id, name, sha256, bytes, state, calls, first_at, last_at, taken_at, taken_by, kept_from)
       values ($1, $2, ${other}, 'Sunrise-Master.csv', md5($2::text) || md5($1::text), 9, 'kept', 1, ${noon - 1}, ${noon}, ${noon}, 'Noor', ${noon - 1})`,
      `insert into call_piece (carrier_id, file_id, first_row, last_row, packed) values ($1, $2, 1, 1, 'Olga Sand called')`,
      `insert into call_quarantine (carrier_id, file_id, row, why) values ($1, $2, 1, 'no time stands in it')`,
      `insert into call_part (carrier_id, file_id, day, calls, first_at, last_at, sha256)
       values ($1, $2, '2024-02-29', 1, ${noon - 1}, ${noon}, ${hash})`,
    ],
    goes: [
      `select name from call_file where carrier_id = $1 and id = $2`,
      `select packed from call_piece where carrier_id = $1 and file_id = $2`,
      `select why from call_quarantine where carrier_id = $1 and file_id = $2`,
      `select sha256 from call_part where carrier_id = $1 and file_id = $2`,
    ],
  },
  {
    what: 'a finding of wrong caller IDs of an account that has ended',
    kept: 'strikes',
    written: [
      `insert into voice_account (carrier_id, id, name, case_id, approval_id, limits_id, caller_id_policy, when_blind, opened_at, ended_at)
       values ($1, $2, 'Sunrise ' || $2, ${other}, ${other}, ${other}, 'own-only', 'refuse', ${noon - 9}, ${noon})`,
      `insert into strike_finding (carrier_id, id, account_id, number, opened_at, last_call_at, calls, warned_seq, voided_seq)
       values ($1, $2, $2, 1, ${noon - 8}, ${noon - 7}, 3, 2, 3)`,
      `insert into strike_event (carrier_id, account_id, seq, kind, at, recorded_at, finding_id, consequence, standing, signed_by, signer_name,
         how, evidence, salt, right_ids)
       values ($1, $2, 2, 'warning-delivered', ${noon - 6}, ${noon - 6}, $2, 'delivery-noted', 'warned', ${other}, 'Carla', 'telephone',
         'Olga Sand said that she had it', 'a1', '{}')`,
      `insert into strike_event (carrier_id, account_id, seq, kind, at, recorded_at, finding_id, consequence, standing, signed_by, signer_name,
         reason, salt, right_ids)
       values ($1, $2, 3, 'voided', ${noon - 5}, ${noon - 5}, $2, 'finding-voided', 'clear', ${other}, 'Carla', 'Ported by Olga Sand', 'a2', '{}')`,
      `insert into strike_notice (carrier_id, id, account_id, finding_id, kind, state, reference, wanted_at, ended_at)
       values ($1, ${other}, $2, $2, 'warning', 'accepted', 'for Olga Sand', ${noon - 8}, ${noon - 7})`,
    ],
    goes: [
      `select evidence, salt from strike_event where carrier_id = $1 and finding_id = $2 and seq = 2`,
      `select reason, salt from strike_event where carrier_id = $1 and finding_id = $2 and seq = 3`,
      `select reference from strike_notice where carrier_id = $1 and finding_id = $2`,
    ],
  },
  {
    what: 'an answered traceback request',
    kept: 'tracebacks',
    written: [
      `insert into traceback_requester (carrier_id, id, name, kind, how, verified_by, verifier_name, verified_at)
       values ($1, $2, 'Consortium ' || $2, 'consortium', 'called back', ${other}, 'Carla', ${noon - 9})`,
      `insert into traceback (carrier_id, id, via, received_at, recorded_at, original, parsed, state, requester_id, call, confirmed_by,
         outcome, role, upstream, sheet, prepared_by, answered_at, answered_how, answered_reference, salt)
       values ($1, $2, 'mail', ${noon - 9}, ${noon - 9}, 'Called +13035550120', '{"called":"+13035550120"}', 'answered', $2,
         '{"called":"+13035550120"}', ${other}, 'matched', 'intermediate', 'Acme Voice LLC', '{"upstream":"Acme Voice LLC"}', ${other},
         ${noon}, 'portal', 'TB-98231', 'a1')`,
    ],
    goes: [
      `select original, parsed, call, sheet, upstream, answered_reference, salt from traceback where carrier_id = $1 and id = $2`,
    ],
  },
  {
    what: 'an applicant for a voice account who was refused',
    kept: 'onboarding',
    written: [
      `insert into onboarding_case (carrier_id, id, applicant, opened_at) values ($1, $2, 'Sunrise Dialing', ${noon - 1})`,
      `insert into onboarding_decision (carrier_id, id, case_id, outcome, tier, points, reason, prepared_by, decided_by, decider_name, decided_at)
       values ($1, ${other}, $2, 'refused', 'high', 90, 'Its owner was fined', ${other}, ${other}, 'Otto', ${noon})`,
      `insert into onboarding_field (carrier_id, id, case_id, name, claimed, entered_by, entered_at)
       values ($1, $2, $2, 'owner', 'Olga Sand, 7 Elm Street', 'Carla', ${noon})`,
      `insert into onboarding_check (carrier_id, id, case_id, field_id, source, result, note, checked_by, checker_name, checked_at)
       values ($1, ${other}, $2, $2, 'registry', 'contradicted', 'Olga Sand is not listed', ${other}, 'Carla', ${noon})`,
      `insert into onboarding_questionnaire (carrier_id, id, case_id, version, answers, entered_by, entered_at)
       values ($1, ${other}, $2, 1, '{"lines":"surveys"}', 'Carla', ${noon})`,
      `insert into onboarding_document (carrier_id, id, case_id, kind, media_type, size, hash, content, added_by, added_at)
       values ($1, ${other}, $2, 'identity', 'text/plain', 9, ${hash}, 'Olga Sand', 'Carla', ${noon})`,
      `insert into onboarding_flag_answer (carrier_id, id, case_id, flag, grounds, verdict, answer, answered_by, answerer_name, answered_at)
       values ($1, ${other}, $2, 'new-company', 'Founded in May', 'acceptable', 'Its owner is known', ${other}, 'Otto', ${noon})`,
      `insert into onboarding_call (carrier_id, id, case_id, called_at, spoke_with, notes, caller_id, caller_name, recorded_at)
       values ($1, ${other}, $2, ${noon}, 'Olga Sand', 'Friendly', ${other}, 'Carla', ${noon})`,
      `insert into onboarding_match (carrier_id, id, case_id, screening_id, entry_key, listed_name, likeness)
       values ($1, ${other}, $2, ${other}, '4711', 'SAND, Olga', 0.9)`,
      `insert into acceptable_use_acceptance (carrier_id, id, case_id, version_id, signer, title, place, accepted_at, recorded_by, recorded_at)
       values ($1, ${other}, $2, ${other}, 'Olga Sand', 'owner', '192.0.2.7', ${noon}, 'Carla', ${noon})`,
    ],
    goes: [
      `select applicant from onboarding_case where carrier_id = $1 and id = $2`,
      `select reason from onboarding_decision where carrier_id = $1 and case_id = $2`,
      `select claimed from onboarding_field where carrier_id = $1 and case_id = $2`,
      `select note from onboarding_check where carrier_id = $1 and case_id = $2`,
      `select answers::text from onboarding_questionnaire where carrier_id = $1 and case_id = $2`,
      `select content from onboarding_document where carrier_id = $1 and case_id = $2`,
      `select answer, grounds from onboarding_flag_answer where carrier_id = $1 and case_id = $2`,
      `select spoke_with, notes from onboarding_call where carrier_id = $1 and case_id = $2`,
      `select entry_key, listed_name from onboarding_match where carrier_id = $1 and case_id = $2`,
      `select signer, title, place from acceptable_use_acceptance where carrier_id = $1 and case_id = $2`,
    ],
  },
];

/** Everything of the newer classes, each thing once. */
export const things: readonly Thing[] = [...authentication, ...desk, ...papers, ...robocall];

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
