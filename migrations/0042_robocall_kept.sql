-- What is kept of voice accounts and their calls, and how it is forgotten; the manner is that of 0036.

-- what the gate answered, call by call; the count, the hash over the lines and the reason of a refusal stay
insert into retention_class values ('gate', 24, '{47 CFR 64.6301,47 CFR 42.6}');
create index gate_group_kept on gate_group (carrier_id, from_at) where lines is not null;
create index gate_refusal_group on gate_refusal (carrier_id, group_id);
create view retention_gate with (security_invoker = true) as
select g.carrier_id, g.id as record_id, legal_day(g.from_at, a.zone) as began_on, legal_day(g.until_at, a.zone) as ended_on,
  null::uuid as customer_id, g.from_at::bigint as from_at
from gate_group g join carrier a on a.id = g.carrier_id where g.lines is not null;

create function forget_gate(carrier uuid, records uuid[]) returns void language sql as $$
  update gate_group set lines = null where carrier_id = $1 and id = any ($2);
  update gate_refusal set calling = '(purged)', called = '(purged)', call_id = '(purged)' where carrier_id = $1 and group_id = any ($2);
$$;

-- who an originating customer is and what was found about him, from the day the last account of his case ended, or a case without one
-- was decided or lapsed; 64.1200(n)(4) names no time, a proposal of 2026 and the project say four years
insert into retention_class values ('onboarding', 48, '{47 CFR 64.1200(n)(4)}');
create index onboarding_case_kept on onboarding_case (carrier_id, opened_at) where applicant <> '(purged)';
create index voice_account_case on voice_account (carrier_id, case_id);
create view retention_onboarding with (security_invoker = true) as
select k.carrier_id, k.id as record_id, legal_day(k.opened_at, z.zone) as began_on,
  case when exists (select from voice_account v where v.carrier_id = k.carrier_id and v.case_id = k.id and v.ended_at is null)
       then null
       else legal_day(greatest(k.opened_at, (select max(v.ended_at) from voice_account v where v.carrier_id = k.carrier_id and v.case_id = k.id),
         (select max(coalesce(d.valid_until, d.decided_at)) from onboarding_decision d where d.carrier_id = k.carrier_id and d.case_id = k.id)),
         z.zone) end as ended_on,
  null::uuid as customer_id, k.opened_at::bigint as from_at
from onboarding_case k join carrier z on z.id = k.carrier_id
where k.applicant <> '(purged)'
  and exists (select from onboarding_decision d where d.carrier_id = k.carrier_id and d.case_id = k.id offset 0);

create function forget_onboarding(carrier uuid, records uuid[]) returns void language sql as $$
  delete from onboarding_document where carrier_id = $1 and case_id = any ($2);
  update onboarding_field set claimed = '(purged)' where carrier_id = $1 and case_id = any ($2);
  update onboarding_check set note = '(purged)' where carrier_id = $1 and case_id = any ($2);
  update onboarding_questionnaire set answers = '{}' where carrier_id = $1 and case_id = any ($2);
  update onboarding_flag_answer set answer = '(purged)', grounds = '(purged)' where carrier_id = $1 and case_id = any ($2);
  update onboarding_call set spoke_with = '(purged)', notes = '(purged)' where carrier_id = $1 and case_id = any ($2);
  update onboarding_basis set factors = '[]', stops = '[]' where carrier_id = $1 and case_id = any ($2);
  update onboarding_notice set reference = null where carrier_id = $1 and case_id = any ($2);
  update onboarding_screening set why = '(purged)', searched = '(purged)' where carrier_id = $1 and case_id = any ($2);
  update onboarding_match set listed_name = '(purged)', entry_key = '(purged)', reason = case when reason is not null then '(purged)' end
    where carrier_id = $1 and case_id = any ($2);
  update acceptable_use_acceptance set signer = '(purged)', title = '(purged)', place = '(purged)' where carrier_id = $1 and case_id = any ($2);
  update onboarding_decision set reason = '(purged)' where carrier_id = $1 and case_id = any ($2);
  update account_hold h set reason = '(purged)', ended_reason = case when ended_reason is not null then '(purged)' end
    from voice_account v where h.carrier_id = $1 and v.carrier_id = $1 and v.id = h.account_id and v.case_id = any ($2);
  update account_limits l set reason = '(purged)'
    from voice_account v where l.carrier_id = $1 and v.carrier_id = $1 and v.id = l.account_id and v.case_id = any ($2);
  update number_right n set evidence = '(purged)'
    from voice_account v where n.carrier_id = $1 and v.carrier_id = $1 and v.id = n.account_id and v.case_id = any ($2);
  update number_salt n set salt = replace(gen_random_uuid()::text, '-', '')
    from voice_account v where n.carrier_id = $1 and v.carrier_id = $1 and v.id = n.account_id and v.case_id = any ($2);
  update voice_account set name = '(purged)' where carrier_id = $1 and case_id = any ($2);
  update onboarding_case set applicant = '(purged)' where carrier_id = $1 and id = any ($2);
$$;

revoke all on function forget_gate(uuid, uuid[]), forget_onboarding(uuid, uuid[]) from public;
grant select on retention_gate, retention_onboarding to compline_app;
