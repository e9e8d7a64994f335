import type { Thing } from './even.example.ts';

const noon = Date.parse('2024-02-29T18:00:00Z');
const other = 'gen_random_uuid()';
const hash = `repeat('0', 64)`;

/** What is kept of voice accounts and their calls. */
export const robocall: readonly Thing[] = [
  {
    what: 'calls that the gate answered',
    kept: 'gate',
    written: [
      `insert into gate_group (carrier_id, id, from_at, until_at, calls, refused, emergency, lines, lines_hash, entry_id)
       values ($1, $2, ${noon - 1}, ${noon}, 1, 1, 0, '{"calling":"15155550123"}', ${hash}, ${other})`,
      `insert into gate_refusal (carrier_id, id, group_id, at, call_id, calling, called, code, cause, reason, cite, forwarded)
       values ($1, ${other}, $2, ${noon}, 'a1@sbc', '15155550123', '15155550199', '603', 21, 'Not his number', '47 CFR 64.6301', false)`,
      `insert into gate_shadow_call (carrier_id, id, group_id, at, account_id, call_id, calling, called, code, cause, reason, cite)
       values ($1, ${other}, $2, ${noon}, ${other}, 'a2@sbc', '15155550124', '15155550198', 'rate-limit', 480, 'More calls', '47 CFR 64.6305(a)(2)')`,
    ],
    goes: [
      `select lines from gate_group where carrier_id = $1 and id = $2`,
      `select calling, called, call_id from gate_refusal where carrier_id = $1 and group_id = $2`,
      `select calling, called, call_id from gate_shadow_call where carrier_id = $1 and group_id = $2`,
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
      `insert into call_part (carrier_id, file_id, name, day, calls, first_at, last_at, sha256)
       values ($1, $2, $2::text, '2024-02-29', 1, ${noon - 1}, ${noon}, ${hash})`,
    ],
    goes: [
      `select name from call_file where carrier_id = $1 and id = $2`,
      `select packed from call_piece where carrier_id = $1 and file_id = $2`,
      `select why from call_quarantine where carrier_id = $1 and file_id = $2`,
      `select sha256 from call_part where carrier_id = $1 and file_id = $2`,
    ],
  },
  {
    what: 'a scored day of an account',
    kept: 'traffic',
    written: [
      `insert into traffic_day (carrier_id, id, account_ref, day, measure, score, reasons, scored_at)
       values ($1, $2, 'sunrise-' || $2, '2024-02-29', '{"calls":41000}', 0.9, '[{"code":"short-calls"}]', ${noon})`,
    ],
    goes: [`select account_ref, measure::text, reasons::text from traffic_day where carrier_id = $1 and id = $2`],
  },
  {
    what: 'an alert',
    kept: 'traffic',
    written: [
      `insert into traffic_alert (carrier_id, id, account_ref, day, kind, score, reasons, raised_at)
       values ($1, $2, 'sunrise-' || $2, '2024-02-29', 'score', 0.9, '[{"code":"short-calls"}]', ${noon})`,
    ],
    goes: [`select account_ref, reasons::text from traffic_alert where carrier_id = $1 and id = $2`],
  },
  {
    what: 'what became of the messages of a campaign',
    kept: 'traffic',
    written: [
      `insert into message_delivery (carrier_id, id, account_id, channel, campaign, day, sent, delivered, failed, opted_out, complaints, entered_by,
         entered_at)
       values ($1, $2, ${other}, 'sms', 'Sunrise spring', '2024-02-29', 900, 700, 200, 9, 1, 'Noor', ${noon})`,
    ],
    goes: [`select campaign, entered_by from message_delivery where carrier_id = $1 and id = $2`],
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
    what: 'a letter to a voice customer',
    kept: 'customerletters',
    written: [
      `insert into customer_letter_batch (carrier_id, id, state, letters, pages, hash, pdf, opened_by, opener_name, opened_at, printed_at,
         posted_on, posted_by, poster_name, posted_at, receipt)
       values ($1, $2, 'posted', 1, 1, ${hash}, 'To Olga Sand', ${other}, 'Carla', ${noon - 9}, ${noon - 8}, '2024-02-29', ${other}, 'Carla', ${noon},
         'PO 7')`,
      `insert into customer_letter (carrier_id, id, case_id, concerns, source_id, about, addressee, words, wanted_at, state, batch_id, sequence)
       values ($1, $2, ${other}, 'strike', ${other}, 'voice-account:1', '{Olga Sand}', 'Your calls showed 15155550123', ${noon}, 'posted', $2, 1)`,
    ],
    goes: [
      `select words, addressee::text from customer_letter where carrier_id = $1 and id = $2`,
      `select pdf from customer_letter_batch where carrier_id = $1 and id = $2`,
    ],
  },
  {
    what: 'an answered traceback request',
    kept: 'tracebacks',
    written: [
      `insert into traceback_requester (carrier_id, id, name, kind, how, verified_by, verifier_name, verified_at, salt)
       values ($1, $2, 'Consortium ' || $2, 'consortium', 'called back', ${other}, 'Carla', ${noon - 9}, 's')`,
      `insert into traceback (carrier_id, id, via, received_at, recorded_at, original, parsed, state, requester_id, call, confirmed_by,
         outcome, role, upstream, sheet, prepared_by, answered_at, answered_how, answered_reference, salt, acknowledged_at)
       values ($1, $2, 'mail', ${noon - 9}, ${noon - 9}, 'Called +13035550120', '{"called":"+13035550120"}', 'answered', $2,
         '{"called":"+13035550120"}', ${other}, 'matched', 'intermediate', 'Acme Voice LLC', '{"upstream":"Acme Voice LLC"}', ${other},
         ${noon}, 'portal', 'TB-98231', 'a1', ${noon})`,
      `insert into traceback_call (carrier_id, traceback_id, ref, original, origin, origin_hash, kept_at)
       values ($1, $2, 'calls', '12025550143,13035550120', 'Master.csv, row 2', ${hash}, ${noon - 9})`,
    ],
    goes: [
      `select original, parsed, call, sheet, upstream, answered_reference, salt from traceback where carrier_id = $1 and id = $2`,
      `select original, origin from traceback_call where carrier_id = $1 and traceback_id = $2`,
    ],
  },
  {
    what: 'a mail to the traceback desk that was none of it',
    kept: 'tracebackmail',
    written: [
      `insert into traceback_mail (carrier_id, id, hash, via, raw, received_at, recorded_at, state, decided_by, why)
       values ($1, $2, md5($2::text) || md5($1::text), 'mailbox', 'Olga Sand asks', ${noon}, ${noon}, 'dismissed', 'Noor', 'Olga Sand asks for work')`,
    ],
    goes: [`select raw, why from traceback_mail where carrier_id = $1 and id = $2`],
  },
  {
    what: 'a call that was traced forward',
    kept: 'tracebacks',
    written: [
      `insert into trace_forward (carrier_id, id, downstream, contact, call, why, asked_at, asked_by, state, answer, ended_at, disclosure_id, salt)
       values ($1, $2, 'Carrier B', 'desk@b.example', '{"called":"+13035550120"}', 'They ask for it', ${noon - 9}, ${other}, 'answered',
         'To Carrier C', ${noon}, ${other}, 's')`,
    ],
    goes: [`select contact, call, why, answer, salt from trace_forward where carrier_id = $1 and id = $2`],
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
