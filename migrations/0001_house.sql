-- Instants are epoch milliseconds (UTC); legal dates are `date`. Row security and grants come from src/db/tables.ts (secure.ts).
create domain instant as bigint;

create table carrier (
  id uuid primary key,
  name text not null check (name <> ''),
  short_name text not null check (short_name <> ''),
  kind text not null check (kind in ('lec', 'interexchange', 'cmrs', 'interconnected-voip')),
  zone text not null,
  filer_id text check (filer_id ~ '^[0-9]{6}$'),
  frn text check (frn ~ '^[0-9]{10}$'),
  address text not null default '',
  contact text not null default '',
  former_names text[] not null default '{}',
  demo boolean not null default false,
  -- a demo carrier's movable clock; real carriers have none
  clock instant,
  created_at instant not null,
  check (demo or clock is null)
);

create function demo_mark_stays() returns trigger language plpgsql as $$
begin
  if new.demo is distinct from old.demo then
    raise exception 'the demo mark of a carrier never changes';
  end if;
  return new;
end $$;
create trigger demo_mark_stays before update on carrier for each row execute function demo_mark_stays();

create table affiliate (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null,
  filer_id text check (filer_id ~ '^[0-9]{6}$'),
  communications_related boolean not null,
  from_day date not null,
  until_day date,
  primary key (carrier_id, id)
);

create table closure (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  day date not null,
  why text not null,
  source text not null,
  learned_at instant not null,
  withdrawn_at instant,
  primary key (carrier_id, day)
);

-- persons belong to no one carrier: counsel works for forty
create table person (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  password_hash text,
  must_change boolean not null default false,
  demo boolean not null default false,
  failures integer not null default 0,
  locked_until instant,
  created_at instant not null,
  left_at instant
);

create table membership (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  person_id uuid not null references person,
  -- copied, so that evidence survives a change or departure
  name text not null,
  email text not null,
  roles text[] not null,
  title text not null default '',
  -- a team manager's dated responsibility for CPNI protection
  cpni_responsible_from date,
  cpni_responsible_until date,
  from_at instant not null,
  until_at instant,
  primary key (carrier_id, id)
);
create unique index membership_current on membership (carrier_id, person_id) where until_at is null;

create table session (
  token_hash bytea primary key,
  person_id uuid not null references person,
  carrier_id uuid not null references carrier,
  created_at instant not null,
  expires_at instant not null,
  ended_at instant
);
create index session_person on session (person_id);

create table api_key (
  id uuid primary key,
  carrier_id uuid not null references carrier,
  person_id uuid references person,
  machine text,
  prefix text not null,
  secret_hash bytea not null unique,
  roles text[] not null,
  created_at instant not null,
  expires_at instant not null,
  last_used_at instant,
  revoked_at instant,
  check ((person_id is null) <> (machine is null))
);

create table idempotency (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  key text not null,
  actor text not null,
  request_hash bytea not null,
  answer jsonb,
  at instant not null,
  primary key (carrier_id, actor, key)
);

create table job (
  id uuid primary key,
  carrier_id uuid references carrier,
  kind text not null,
  payload jsonb not null,
  run_at instant not null,
  attempts integer not null default 0,
  locked_until instant,
  done_at instant,
  error text
);
create index job_due on job (run_at) where done_at is null;

create table backup_drill (
  id uuid primary key,
  at instant not null,
  file_hash text not null,
  carriers integer not null,
  entries bigint not null,
  good boolean not null,
  detail text not null
);

create table ledger_entry (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  tx xid8 not null default pg_current_xact_id(),
  n bigint generated always as identity,
  recorded_at instant not null,
  kind text not null,
  subject text not null,
  -- RFC 8785 canonical JSON; leaf = SHA-256(0x00 || body)
  body text not null,
  leaf bytea not null check (length(leaf) = 32),
  primary key (carrier_id, id)
);
create index ledger_entry_order on ledger_entry (carrier_id, tx, n);
create index ledger_entry_subject on ledger_entry (carrier_id, subject, n);
create index ledger_entry_kind on ledger_entry (carrier_id, kind, recorded_at);

-- evidence is recorded when it happens; only a demo carrier may play another time
create function evidence_in_order() returns trigger language plpgsql as $$
declare
  now_ms bigint := (extract(epoch from clock_timestamp()) * 1000)::bigint;
begin
  if new.recorded_at between now_ms - 120000 and now_ms + 5000 then
    return new;
  end if;
  if not exists (select 1 from carrier where id = new.carrier_id and demo) then
    raise exception 'evidence must be recorded when it happens: recorded_at % is not now (%)', new.recorded_at, now_ms;
  end if;
  return new;
end $$;
create trigger evidence_in_order before insert on ledger_entry for each row execute function evidence_in_order();

create table ledger_leaf (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  index bigint not null,
  entry_id uuid not null,
  leaf bytea not null,
  primary key (carrier_id, index),
  unique (carrier_id, entry_id)
);

-- roots of complete subtrees of 2^level leaves, levels 8, 16, 24: proofs read few rows
create table ledger_node (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  level integer not null,
  index bigint not null,
  hash bytea not null,
  primary key (carrier_id, level, index)
);

create table ledger_state (
  carrier_id uuid primary key default current_setting('compline.carrier')::uuid references carrier,
  size bigint not null default 0,
  frontier bytea[] not null default '{}',
  last_tx xid8 not null default '0',
  last_n bigint not null default 0,
  integrated_at instant
);

create table checkpoint (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  size bigint not null,
  note text not null,
  root bytea not null,
  signed_at instant not null,
  primary key (carrier_id, size)
);

-- how far the trees are behind, over all carriers: counts only, so the platform role may ask
create function ledger_lag(out carriers bigint, out waiting bigint, out oldest_ms bigint)
language sql stable security definer set search_path = public as $$
  select
    (select count(*) from carrier),
    count(e.id),
    coalesce((extract(epoch from clock_timestamp()) * 1000)::bigint - min(e.recorded_at) filter (where not c.demo), 0)
  from carrier c
  left join ledger_state s on s.carrier_id = c.id
  left join ledger_entry e
    on e.carrier_id = c.id and (e.tx, e.n) > (coalesce(s.last_tx, '0'::xid8), coalesce(s.last_n, 0));
$$;
