-- Call records of the carrier's switches (47 U.S.C. 222(h)(1)(A): they are CPNI). The files as they came are the record; what is
-- searched and measured lies beside the database as Parquet, made of them and made again where it is lost.

create table call_source (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null check (name <> ''),
  -- a name of `compline cdr convert --format`
  format text not null check (format <> ''),
  -- the wall clock of the switch; null where the format carries its own
  zone text,
  columns text,
  mapping jsonb not null,
  from_at instant not null,
  ended_at instant,
  primary key (carrier_id, id)
);
create unique index call_source_name on call_source (carrier_id, name) where ended_at is null;

create table call_file (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  source_id uuid not null,
  name text not null check (name <> ''),
  -- of the file as it came; one file of a source is taken in once
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes >= 0),
  state text not null check (state in ('arriving', 'kept', 'purged')),
  calls integer not null default 0 check (calls >= 0),
  doubles integer not null default 0 check (doubles >= 0),
  quarantined integer not null default 0 check (quarantined >= 0),
  first_at instant,
  last_at instant,
  taken_at instant not null,
  taken_by text not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, source_id) references call_source
);
create unique index call_file_once on call_file (carrier_id, source_id, sha256);
create index call_file_taken on call_file (carrier_id, taken_at);

-- the file itself, cut at lines and compressed: a row is found by its number
create table call_piece (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  file_id uuid not null,
  first_row integer not null check (first_row > 0),
  last_row integer not null check (last_row >= first_row),
  packed bytea not null,
  primary key (carrier_id, file_id, first_row),
  foreign key (carrier_id, file_id) references call_file
);

create table call_quarantine (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  file_id uuid not null,
  row integer not null check (row > 0),
  why text not null check (why <> ''),
  primary key (carrier_id, file_id, row, why),
  foreign key (carrier_id, file_id) references call_file
);

-- calls of one day (UTC) of one file, as Parquet in the data folder
create table call_part (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  file_id uuid not null,
  day date not null,
  calls integer not null check (calls > 0),
  first_at instant not null,
  last_at instant not null check (last_at >= first_at),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (carrier_id, file_id, day),
  foreign key (carrier_id, file_id) references call_file
);
create index call_part_time on call_part (carrier_id, first_at, last_at);

-- call records go with the file they came in, once its last call is old enough; count, hash and reasons stay
insert into retention_class values ('cdrs', 18, '{47 CFR 42.6,47 CFR 64.6305(a)(2)}');
create index call_file_kept on call_file (carrier_id, last_at) where state = 'kept';
create view retention_cdrs with (security_invoker = true) as
select f.carrier_id, f.id as record_id, legal_day(coalesce(f.first_at, f.taken_at), z.zone) as began_on,
  legal_day(coalesce(f.last_at, f.taken_at), z.zone) as ended_on, null::uuid as customer_id, coalesce(f.first_at, f.taken_at)::bigint as from_at
from call_file f join carrier z on z.id = f.carrier_id where f.state = 'kept';

create function forget_cdrs(carrier uuid, records uuid[]) returns void language sql as $$
  delete from call_piece where carrier_id = $1 and file_id = any ($2);
  delete from call_quarantine where carrier_id = $1 and file_id = any ($2);
  delete from call_part where carrier_id = $1 and file_id = any ($2);
  update call_file set state = 'purged', name = '(purged)' where carrier_id = $1 and id = any ($2);
$$;
revoke all on function forget_cdrs(uuid, uuid[]) from public;
grant select on retention_cdrs to compline_app;
