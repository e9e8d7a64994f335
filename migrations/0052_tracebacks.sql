-- Traceback requests: who asked, which call, what was found and what we answered. 47 CFR 64.1200(n)(1), promises R30 and R31

create table traceback_requester (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null check (btrim(name) <> ''),
  kind text not null check (kind in ('consortium', 'fcc', 'law-enforcement')),
  -- how we made sure that it is them: a telephone number looked up elsewhere, the registration's page
  how text not null check (btrim(how) <> ''),
  verified_by uuid not null references person,
  verifier_name text not null check (btrim(verifier_name) <> ''),
  verified_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, name)
);

create table traceback (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  via text not null check (via in ('form', 'mail')),
  received_at instant not null,
  recorded_at instant not null,
  -- as it came; what a machine read in it, with the words, stays beside it
  original text not null check (original <> ''),
  parsed jsonb not null,
  state text not null check (state in ('arrived', 'confirmed', 'prepared', 'answered')),
  requester_id uuid,
  -- what a person confirmed
  call jsonb,
  confirmed_by uuid references person,
  confirmed_at instant,
  outcome text check (outcome in ('matched', 'absent')),
  role text check (role in ('originating', 'intermediate', 'gateway', 'not-ours')),
  upstream text,
  account_id uuid,
  sheet jsonb,
  prepared_by uuid references person,
  prepared_at instant,
  approved_by uuid references person,
  approved_at instant,
  answered_at instant,
  answered_how text check (answered_how in ('portal', 'mail')),
  answered_reference text,
  salt text,
  primary key (carrier_id, id),
  foreign key (carrier_id, requester_id) references traceback_requester,
  foreign key (carrier_id, account_id) references voice_account,
  constraint searched_after_a_person_confirmed check (
    state = 'arrived' or (requester_id is not null and call is not null and confirmed_by is not null)),
  constraint answered_with_a_sheet check (
    state in ('arrived', 'confirmed') or (outcome is not null and role is not null and sheet is not null and prepared_by is not null)),
  constraint answered_somewhere check ((state = 'answered') = (answered_at is not null and answered_how is not null)),
  constraint customer_named_by_two check (
    state <> 'answered' or account_id is null or (approved_by is not null and approved_by <> prepared_by))
);
create index traceback_open on traceback (carrier_id, received_at) where state <> 'answered';
create index traceback_upstream on traceback (carrier_id, upstream, answered_at) where upstream is not null;
create index traceback_kept on traceback (carrier_id, received_at) where original <> '(purged)';

insert into retention_class values ('tracebacks', 60, '{47 CFR 64.1200(n)(1),47 CFR 64.6305(d)(2)(iii)}');
create view retention_tracebacks with (security_invoker = true) as
select t.carrier_id, t.id as record_id, legal_day(t.received_at, z.zone) as began_on,
  legal_day(t.answered_at, z.zone) as ended_on, null::uuid as customer_id, t.received_at::bigint as from_at
from traceback t join carrier z on z.id = t.carrier_id where t.original <> '(purged)';

create function forget_tracebacks(carrier uuid, records uuid[]) returns void language sql as $$
  update traceback set original = '(purged)', parsed = '{}', call = '{}', sheet = '{}', upstream = null, answered_reference = null, salt = null
  where carrier_id = $1 and id = any ($2);
$$;
revoke all on function forget_tracebacks(uuid, uuid[]) from public;
grant select on retention_tracebacks to compline_app;
