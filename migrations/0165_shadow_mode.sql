-- Shadow mode of an account at the gate: what the carrier itself set (limits, caller-ID rule) lets a call pass, and what it would have
-- refused is kept. What the law refuses is refused. It ends by its time, so that nothing stays open because nobody thought of it.
create table account_gate_mode (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_id uuid not null,
  mode text not null check (mode in ('shadow', 'enforce')),
  -- when a shadow ends by itself
  until_at instant check (until_at > from_at),
  reason text not null check (reason <> ''),
  set_by text not null,
  from_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, account_id) references voice_account,
  check ((mode = 'shadow') = (until_at is not null))
);
create index account_gate_mode_account on account_gate_mode (carrier_id, account_id, from_at);
create trigger gate_sees_insert after insert on account_gate_mode
  referencing new table as changed for each statement execute function tell_gate_of_account();

-- calls that were carried in shadow mode and would have been refused: apart from the refusals, so that no strike is made of them
create table gate_shadow_call (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  group_id uuid not null,
  at instant not null,
  account_id uuid not null,
  call_id text not null,
  calling text not null,
  called text not null,
  code text not null,
  cause integer not null,
  reason text not null,
  cite text not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, group_id) references gate_group
);
create index gate_shadow_call_account on gate_shadow_call (carrier_id, account_id, at);
create index gate_shadow_call_at on gate_shadow_call (carrier_id, at);
create index gate_shadow_call_group on gate_shadow_call (carrier_id, group_id);

-- what would have been refused comes among the refusals, marked as carried
create or replace function keep_gate_group(
  of_carrier uuid, given_id uuid, given_from bigint, given_until bigint, counts jsonb, given_lines text, given_hash text,
  entry_id uuid, recorded bigint, entry_body text, entry_leaf bytea, refusals jsonb
) returns boolean language plpgsql as $$
begin
  perform set_config('compline.carrier', of_carrier::text, true);
  insert into gate_group (id, from_at, until_at, calls, refused, emergency, signed_a, signed_b, signed_c, unsigned,
      lines, lines_hash, entry_id)
    select given_id, given_from, given_until, calls, refused, emergency, "signedA", "signedB", "signedC", unsigned,
      given_lines, given_hash, entry_id
    from jsonb_to_record(counts) as counted(calls integer, refused integer, emergency integer, "signedA" integer,
      "signedB" integer, "signedC" integer, unsigned integer)
    on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into ledger_entry (id, recorded_at, kind, subject, body, leaf)
    values (entry_id, recorded, 'gate.calls', 'gate-group:' || given_id, entry_body, entry_leaf);
  if refusals is not null then
    with given as (
      select * from jsonb_to_recordset(refusals) as one(id uuid, at bigint, account_id uuid, call_id text, calling text, called text,
        code text, cause integer, reason text, cite text, forwarded boolean, carried boolean)
    ), shadowed as (
      insert into gate_shadow_call (id, group_id, at, account_id, call_id, calling, called, code, cause, reason, cite)
        select id, given_id, at, account_id, call_id, calling, called, code, cause, reason, cite from given where carried is true
    )
    insert into gate_refusal (id, group_id, at, account_id, call_id, calling, called, code, cause, reason, cite, forwarded)
      select id, given_id, at, account_id, call_id, calling, called, code, cause, reason, cite, forwarded
      from given where carried is not true;
  end if;
  return true;
end $$;

create or replace function forget_gate(carrier uuid, records uuid[]) returns void language sql as $$
  update gate_group set lines = null where carrier_id = $1 and id = any ($2);
  update gate_refusal set calling = '(purged)', called = '(purged)', call_id = '(purged)' where carrier_id = $1 and group_id = any ($2);
  update gate_shadow_call set calling = '(purged)', called = '(purged)', call_id = '(purged)'
    where carrier_id = $1 and group_id = any ($2);
$$;

create or replace function forget_onboarding(carrier uuid, records uuid[]) returns void language sql as $$
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
  update account_gate_mode m set reason = '(purged)'
    from voice_account v where m.carrier_id = $1 and v.carrier_id = $1 and v.id = m.account_id and v.case_id = any ($2);
  update number_right n set evidence = '(purged)'
    from voice_account v where n.carrier_id = $1 and v.carrier_id = $1 and v.id = n.account_id and v.case_id = any ($2);
  update number_salt n set salt = replace(gen_random_uuid()::text, '-', '')
    from voice_account v where n.carrier_id = $1 and v.carrier_id = $1 and v.id = n.account_id and v.case_id = any ($2);
  update voice_account set name = '(purged)' where carrier_id = $1 and case_id = any ($2);
  update onboarding_case set applicant = '(purged)' where carrier_id = $1 and id = any ($2);
$$;
