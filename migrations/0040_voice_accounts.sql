-- who may originate calls, with which numbers and under which limits; what the gate answered. 64.6301, 64.6305(a), 64.1200(n)(4)

-- an applicant's case: its fields, documents and checks hang on it; the decision is taken about a whole case
create table onboarding_case (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  applicant text not null check (applicant <> ''),
  opened_at instant not null,
  primary key (carrier_id, id)
);

-- approved or refused, for a while: re-verification is the next decision, a lapse is the absence of one
create table onboarding_decision (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('approved', 'refused')),
  tier text not null check (tier in ('standard', 'elevated', 'high')),
  points integer not null check (points >= 0),
  reason text not null check (reason <> ''),
  prepared_by uuid not null references person,
  decided_by uuid not null references person,
  decider_name text not null,
  decided_at instant not null,
  valid_until instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, case_id) references onboarding_case,
  unique (carrier_id, id, case_id, outcome),
  check ((valid_until is not null) = (outcome = 'approved')),
  check (valid_until > decided_at),
  constraint a_second_person_above_the_line check (tier = 'standard' or decided_by <> prepared_by)
);
create index onboarding_decision_case on onboarding_decision (carrier_id, case_id, decided_at);

create table account_limits (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_id uuid not null,
  calls_per_second numeric not null check (calls_per_second > 0 and calls_per_second <= 10000),
  burst integer not null check (burst between 1 and 10000),
  sessions integer not null check (sessions between 1 and 1000000),
  -- how long a call counts where nobody reports its end; null: only calls whose end is reported
  lease_seconds integer check (lease_seconds between 1 and 86400),
  reason text not null check (reason <> ''),
  set_by text not null,
  from_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, id, account_id)
);
create index account_limits_account on account_limits (carrier_id, account_id, from_at);

-- an account rests on an approval of its case, and has limits: the database holds both
create table voice_account (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null check (name <> ''),
  customer_id uuid,
  case_id uuid not null,
  approval_id uuid not null,
  approval_outcome text not null default 'approved' check (approval_outcome = 'approved'),
  limits_id uuid not null,
  -- other callers' numbers: refused, or signed B
  caller_id_policy text not null check (caller_id_policy in ('own-only', 'signed-b')),
  -- what holds while the gate cannot know: an old snapshot, no key, no counters
  when_blind text not null check (when_blind in ('pass-unsigned', 'refuse')),
  -- the service provider code under which its calls are signed; null: the carrier's only or first one
  spc text check (spc ~ '^[0-9A-Z]+$'),
  opened_at instant not null,
  ended_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, approval_id, case_id, approval_outcome)
    references onboarding_decision (carrier_id, id, case_id, outcome),
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, limits_id, id) references account_limits (carrier_id, id, account_id)
);
alter table account_limits add foreign key (carrier_id, account_id) references voice_account deferrable initially deferred;
create unique index voice_account_name on voice_account (carrier_id, lower(name)) where ended_at is null;

-- why an account's calls stop, from when until when; emergency calls never do
create table account_hold (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('suspended', 'terminated')),
  source text not null check (source in ('onboarding', 'strikes', 'investigation', 'officer')),
  -- what ordered it: a finding, a case
  source_id uuid,
  reason text not null check (reason <> ''),
  from_at instant not null,
  placed_by text not null,
  ended_at instant check (ended_at >= from_at),
  ended_by text,
  ended_reason text,
  primary key (carrier_id, id),
  foreign key (carrier_id, account_id) references voice_account,
  check (num_nulls(ended_at, ended_by, ended_reason) in (0, 3))
);
create index account_hold_account on account_hold (carrier_id, account_id);

-- GiST knows ranges without an extension: one carrier is a range of one
create type carrier_range as range (subtype = uuid);

create table number_right (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_id uuid not null,
  -- E.164 digits without the plus sign, both ends belong
  first_number bigint not null check (first_number > 0),
  last_number bigint not null check (last_number >= first_number and last_number < 1000000000000000),
  basis text not null check (basis in ('assigned', 'ported-in', 'letter', 'toll-free', 'delegate-certificate')),
  evidence text not null check (evidence <> ''),
  verified_by text,
  verified_at instant,
  from_at instant not null,
  -- from here on it no longer holds; null: until something ends it
  until_at instant check (until_at >= from_at),
  ended_why text,
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, account_id) references voice_account,
  check ((verified_by is null) = (verified_at is null)),
  constraint one_account_a_number exclude using gist (
    carrier_range(carrier_id, carrier_id, '[]') with &&,
    int8range(first_number, last_number, '[]') with &&,
    int8range(from_at, until_at) with &&
  )
);
create index number_right_account on number_right (carrier_id, account_id, first_number);
create index number_right_first on number_right (carrier_id, first_number);

-- who may ask the gate: one account's equipment, or a switch that names the account of each call
create table gate_credential (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null check (name <> ''),
  -- null: a switch
  account_id uuid,
  kind text not null check (kind in ('key', 'certificate', 'address')),
  -- SHA-256 of the key or of the certificate, hex; an address as it stands
  proof text not null check (proof <> ''),
  -- trunk of the switch → account
  trunks jsonb not null,
  from_at instant not null,
  until_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, account_id) references voice_account
);
create unique index gate_credential_proof on gate_credential (kind, proof) where until_at is null;

-- what the gate must read again; written by triggers, so that no change can forget it
create table gate_change (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  seq bigint generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  -- null: something that concerns all accounts
  account_id uuid,
  what text not null,
  primary key (carrier_id, seq)
);
create index gate_change_tx on gate_change (tx);

create function tell_gate_of_accounts() returns trigger language plpgsql as $$
begin
  insert into gate_change (carrier_id, account_id, what) select distinct carrier_id, id, tg_table_name from changed;
  return null;
end $$;
create function tell_gate_of_account() returns trigger language plpgsql as $$
begin
  insert into gate_change (carrier_id, account_id, what) select distinct carrier_id, account_id, tg_table_name from changed;
  return null;
end $$;
create function tell_gate_of_case() returns trigger language plpgsql as $$
begin
  insert into gate_change (carrier_id, account_id, what)
    select distinct a.carrier_id, a.id, tg_table_name
    from changed c join voice_account a on a.carrier_id = c.carrier_id and a.case_id = c.case_id;
  return null;
end $$;
create function tell_gate() returns trigger language plpgsql as $$
begin
  insert into gate_change (carrier_id, account_id, what) select distinct carrier_id, null::uuid, tg_table_name from changed;
  return null;
end $$;

create trigger gate_sees_insert after insert on voice_account
  referencing new table as changed for each statement execute function tell_gate_of_accounts();
create trigger gate_sees_update after update on voice_account
  referencing new table as changed for each statement execute function tell_gate_of_accounts();
create trigger gate_sees_insert after insert on account_hold
  referencing new table as changed for each statement execute function tell_gate_of_account();
create trigger gate_sees_update after update on account_hold
  referencing new table as changed for each statement execute function tell_gate_of_account();
create trigger gate_sees_insert after insert on number_right
  referencing new table as changed for each statement execute function tell_gate_of_account();
create trigger gate_sees_update after update on number_right
  referencing new table as changed for each statement execute function tell_gate_of_account();
create trigger gate_sees_insert after insert on onboarding_decision
  referencing new table as changed for each statement execute function tell_gate_of_case();
create trigger gate_sees_insert after insert on gate_credential
  referencing new table as changed for each statement execute function tell_gate();
create trigger gate_sees_update after update on gate_credential
  referencing new table as changed for each statement execute function tell_gate();

create function tell_gate_of_clock() returns trigger language plpgsql as $$
begin
  insert into gate_change (carrier_id, account_id, what) values (new.id, null, 'carrier');
  return null;
end $$;
create trigger gate_sees_update after update of clock, name on carrier for each row execute function tell_gate_of_clock();

-- what the gate answered, a group a row: the lines are JSON, one a call, in the order in which they were decided
create table gate_group (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  from_at instant not null,
  until_at instant not null check (until_at >= from_at),
  calls integer not null check (calls > 0),
  refused integer not null check (refused between 0 and calls),
  emergency integer not null check (emergency between 0 and calls),
  -- null after their retention ended: the hash stays
  lines text,
  lines_hash text not null check (lines_hash ~ '^[0-9a-f]{64}$'),
  entry_id uuid not null,
  primary key (carrier_id, id)
);
create index gate_group_from on gate_group (carrier_id, from_at);

-- refused calls once more, to be found: redress, findings and the last denials of an account read them
create table gate_refusal (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  group_id uuid not null,
  at instant not null,
  account_id uuid,
  call_id text not null,
  calling text not null,
  called text not null,
  code text not null,
  cause integer not null,
  reason text not null,
  cite text not null,
  forwarded boolean not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, group_id) references gate_group
);
create index gate_refusal_account on gate_refusal (carrier_id, account_id, at);
create index gate_refusal_at on gate_refusal (carrier_id, at);
