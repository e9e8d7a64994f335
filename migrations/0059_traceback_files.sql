-- What a traceback leaves: the call itself, as it was on record, for the five years of its file; a request of ours to whom we handed
-- a call; and the review of a provider to which tracebacks lead again and again.

-- when the call was that a request asks about: as it was read, then as a person confirmed it
alter table traceback add column asked_at instant;
alter table traceback add column disclosure_id uuid;
alter table traceback add foreign key (carrier_id, disclosure_id) references disclosure;

-- The call of an answer, copied: a file of call records holds everybody's calls and goes after eighteen months, this stays with the
-- request it answers.
create table traceback_call (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  traceback_id uuid not null,
  ref text not null check (ref <> ''),
  -- the row as the switch wrote it, or the line that the gate kept
  original text not null check (original <> ''),
  -- the file, or the group of calls, and the SHA-256 over the whole of it
  origin text not null check (origin <> ''),
  origin_hash text not null check (origin_hash ~ '^[0-9a-f]{64}$'),
  kept_at instant not null,
  primary key (carrier_id, traceback_id, ref),
  foreign key (carrier_id, traceback_id) references traceback
);

create table trace_forward (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  traceback_id uuid,
  downstream text not null check (btrim(downstream) <> ''),
  contact text not null check (btrim(contact) <> ''),
  call jsonb not null,
  why text not null check (btrim(why) <> ''),
  asked_at instant not null,
  asked_by uuid not null references person,
  state text not null check (state in ('wanted', 'trying', 'sent', 'by-hand', 'answered', 'closed')),
  reference text,
  answer text,
  ended_at instant,
  disclosure_id uuid not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, traceback_id) references traceback,
  foreign key (carrier_id, disclosure_id) references disclosure,
  constraint ended_with_an_answer check ((state in ('answered', 'closed')) = (ended_at is not null and answer is not null))
);
create index trace_forward_open on trace_forward (carrier_id, asked_at) where ended_at is null;
create index trace_forward_kept on trace_forward (carrier_id, asked_at) where why <> '(purged)';

create table upstream_review (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  -- its FRN, or its name in small letters without punctuation
  key text not null check (key <> ''),
  upstream text not null check (upstream <> ''),
  tracebacks integer not null check (tracebacks > 0),
  traceback_id uuid not null,
  opened_at instant not null,
  decision text check (decision in ('go-on', 'restrict', 'refuse')),
  because text,
  decided_by uuid references person,
  decider_name text,
  decided_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, traceback_id) references traceback,
  constraint decided_by_a_person check (
    (decision is null) = (decided_at is null) and (decision is null) = (decided_by is null) and (decision is null) = (because is null))
);
create unique index upstream_review_open on upstream_review (carrier_id, key) where decision is null;

-- call records near a call that somebody asks about stay until he is answered, whatever their age
create index traceback_asked on traceback (carrier_id, asked_at) where state <> 'answered';
create function is_asked_about(carrier uuid, first_at bigint, last_at bigint) returns boolean language sql stable as $$
  select exists (select from traceback t where t.carrier_id = $1 and t.state <> 'answered'
    and t.asked_at >= $2 - 86400000 and t.asked_at <= $3 + 86400000);
$$;
create or replace view retention_cdrs with (security_invoker = true) as
select f.carrier_id, f.id as record_id, legal_day(coalesce(f.first_at, f.taken_at), z.zone) as began_on,
  case when is_asked_about(f.carrier_id, coalesce(f.first_at, f.taken_at), coalesce(f.last_at, f.taken_at)) then null
    else legal_day(coalesce(f.last_at, f.taken_at), z.zone) end as ended_on,
  null::uuid as customer_id, f.kept_from::bigint as from_at
from call_file f join carrier z on z.id = f.carrier_id where f.state = 'kept';
create or replace view retention_gate with (security_invoker = true) as
select g.carrier_id, g.id as record_id, legal_day(g.from_at, a.zone) as began_on,
  case when is_asked_about(g.carrier_id, g.from_at, g.until_at) then null else legal_day(g.until_at, a.zone) end as ended_on,
  null::uuid as customer_id, g.from_at::bigint as from_at
from gate_group g join carrier a on a.id = g.carrier_id where g.lines is not null;

create or replace view retention_tracebacks with (security_invoker = true) as
select t.carrier_id, t.id as record_id, legal_day(t.received_at, z.zone) as began_on,
  legal_day(t.answered_at, z.zone) as ended_on, null::uuid as customer_id, t.received_at::bigint as from_at
from traceback t join carrier z on z.id = t.carrier_id where t.original <> '(purged)'
union all
select w.carrier_id, w.id, legal_day(w.asked_at, z.zone), legal_day(w.ended_at, z.zone), null::uuid, w.asked_at::bigint
from trace_forward w join carrier z on z.id = w.carrier_id where w.why <> '(purged)';

create or replace function forget_tracebacks(carrier uuid, records uuid[]) returns void language sql as $$
  delete from traceback_call where carrier_id = $1 and traceback_id = any ($2);
  update traceback set original = '(purged)', parsed = '{}', call = '{}', sheet = '{}', upstream = null, answered_reference = null, salt = null
  where carrier_id = $1 and id = any ($2);
  update trace_forward set contact = '(purged)', call = '{}', why = '(purged)', answer = case when answer is not null then '(purged)' end
  where carrier_id = $1 and id = any ($2);
$$;
