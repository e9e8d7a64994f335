import type { Thing } from './even.example.ts';

const noon = Date.parse('2024-02-29T18:00:00Z');
const other = 'gen_random_uuid()';

/** What is kept of legal process, of interceptions and of the Commission's notices. */
export const lawful: readonly Thing[] = [
  {
    what: 'a closed demand by legal process',
    kept: 'legal',
    written: [
      `insert into legal_request (carrier_id, id, kind, authority, authority_kind, officer, reference, wants, contents, classes, numbers,
         received_at, received_how, secrecy, salt, entered_by, enterer_name, entered_at, hold_id, closed_at, outcome, closing, closer_name)
       values ($1, $2, 'subpoena', 'Attorney General of Iowa', 'attorney-general', 'J. Pratt', 'CPD-0417', 'Calls of Olga Sand', 'not-asked',
         '{call-detail}', '{+15155550123}', ${noon - 9}, 'served', 'none', 'a1', ${other}, 'Carla', ${noon - 9}, ${other}, ${noon}, 'complied',
         'J. Pratt has it', 'Carla')`,
      `insert into legal_request_assessment (carrier_id, id, request_id, finding, may_give, why, assessed_by, assessor_name, assessed_at)
       values ($1, ${other}, $2, 'valid', '{call-detail}', 'Names Olga Sand', ${other}, 'Cole', ${noon - 8})`,
      `insert into legal_request_answer (carrier_id, id, request_id, kind, to_name, how, note, classes, files, assessed_by, answered_by,
         answerer_name, answered_at)
       values ($1, ${other}, $2, 'given', 'J. Pratt', 'portal', 'With her bills', '{}', '[{"name":"sand.ndjson"}]', ${other}, ${other}, 'Carla',
         ${noon - 7})`,
    ],
    goes: [
      `select authority, officer, reference, wants, numbers, closing, salt from legal_request where carrier_id = $1 and id = $2`,
      `select why from legal_request_assessment where carrier_id = $1 and request_id = $2`,
      `select to_name, note, files::text from legal_request_answer where carrier_id = $1 and request_id = $2`,
    ],
  },
  {
    what: 'an interception that has ended',
    kept: 'interceptions',
    written: [
      `insert into interception (carrier_id, id, authorized, sealed, opened_by, opener_name, ended_at, recorded_at)
       values ($1, $2, 'both', 'sealed of ' || $2, ${other}, 'Noor', ${noon}, ${noon - 9})`,
    ],
    goes: [`select sealed from interception where carrier_id = $1 and id = $2`],
  },
  {
    what: 'a compromise that was reported',
    kept: 'interceptions',
    written: [
      `insert into interception_incident (carrier_id, id, kind, sealed, discovered_at, entered_by, entered_at, reported_at, reporter_name)
       values ($1, $2, 'compromise', 'sealed of ' || $2, ${noon - 9}, ${other}, ${noon - 9}, ${noon}, 'Noor')`,
    ],
    goes: [`select sealed from interception_incident where carrier_id = $1 and id = $2`],
  },
  {
    what: 'a closed notice of the Commission',
    kept: 'fccnotices',
    written: [
      `insert into fcc_notice (carrier_id, id, kind, reference, received_at, given_days, traffic, salt, entered_by, enterer_name, entered_at,
         role, finding, found, upstream, investigated_at, plan, closed_at, closing, closer_name)
       values ($1, $2, 'suspected-illegal-traffic', 'EB-26', ${noon - 9}, 14, 'Calls with +15155550123', 'a1', ${other}, 'Noor', ${noon - 9},
         'originating', 'illegal', 'Calls of Olga Sand', 'Sand Voice', ${noon - 8}, 'By her number', ${noon}, 'She is gone', 'Carla')`,
      `insert into fcc_notice_action (carrier_id, id, notice_id, kind, words, done_at, done_by, doer_name, recorded_at)
       values ($1, ${other}, $2, 'blocked-identified', 'Olga Sand is blocked', ${noon - 7}, ${other}, 'Noor', ${noon - 7})`,
    ],
    goes: [
      `select traffic, found, upstream, plan, closing, salt from fcc_notice where carrier_id = $1 and id = $2`,
      `select words from fcc_notice_action where carrier_id = $1 and notice_id = $2`,
    ],
  },
  {
    what: 'a closed investigation of calls',
    kept: 'investigations',
    written: [
      `insert into investigation (carrier_id, id, salt, opened_at, opener_name, line, number_owned, forwarded, found, found_at, finder_name,
         outcome, closing, closed_at, closer_name)
       values ($1, $2, 'a1', ${noon - 9}, 'Noor', 'line', 'no', 'no', 'Olga Sand showed a number that is not hers', ${noon - 8}, 'Noor',
         'warned', 'She mended it', ${noon}, 'Carla')`,
      `insert into investigation_intake (carrier_id, id, investigation_id, trigger, reference, why, came_at)
       values ($1, ${other}, $2, 'complaint', 'c-1', 'Olga Sand called +15155550123', ${noon - 9})`,
      `insert into investigation_action (carrier_id, id, investigation_id, kind, words, done_at, doer_name)
       values ($1, ${other}, $2, 'warned', 'Olga Sand, mend it', ${noon - 7}, 'Noor')`,
      `insert into investigation_evidence (carrier_id, id, investigation_id, kind, media_type, size, hash, content, added_by, added_at)
       values ($1, ${other}, $2, 'recording', 'audio/wav', 4, repeat('a', 64), 'RIFF', 'Noor', ${noon - 7})`,
      `insert into blocked_number (carrier_id, id, account_id, investigation_id, number, from_at, placed_by, ended_at, ended_by)
       values ($1, ${other}, ${other}, $2, 15155550123, ${noon - 7}, 'Noor', ${noon - 1}, 'Carla')`,
    ],
    goes: [
      `select found, closing, salt from investigation where carrier_id = $1 and id = $2`,
      `select why from investigation_intake where carrier_id = $1 and investigation_id = $2`,
      `select words from investigation_action where carrier_id = $1 and investigation_id = $2`,
      `select content from investigation_evidence where carrier_id = $1 and investigation_id = $2`,
      `select number::text from blocked_number where carrier_id = $1 and investigation_id = $2`,
    ],
  },
];
