-- sessions: shown and ended one by one, and how lately their person was proved to be himself
alter table session
  add column id uuid not null default gen_random_uuid() unique,
  add column opened_with text[] not null default '{password}',
  add column agent text not null default '',
  add column last_used_at instant,
  add column proved_at instant not null default 0;
alter table session alter column id drop default;
create index session_carrier on session (carrier_id, person_id);

-- all failures since the last sign-in; `failures` counts towards the next lock and starts anew with it
alter table person add column failures_since integer not null default 0;

-- RFC 6238: the secret is sealed under a key of the installation; a step serves once
create table authenticator_app (
  id uuid primary key,
  person_id uuid not null references person,
  sealed_secret text not null,
  last_step bigint not null,
  created_at instant not null,
  confirmed_at instant,
  ended_at instant
);
create unique index authenticator_app_in_force on authenticator_app (person_id)
  where confirmed_at is not null and ended_at is null;

create table recovery_code (
  id uuid primary key,
  person_id uuid not null references person,
  code_hash bytea not null unique check (length(code_hash) = 32),
  created_at instant not null,
  used_at instant,
  ended_at instant
);
create index recovery_code_person on recovery_code (person_id);
