-- What is looked into: an account's calls, why, what was found and done (47 CFR 64.6305(a)(2), 64.1200(n)(4))

create table investigation (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  -- null until it is known whose calls they are
  account_id uuid,
  salt text not null,
  opened_at instant not null,
  opener_name text not null,
  -- the three questions of a wrong or suspicious number
  line text check (line in ('trunk', 'line', 'unknown')),
  number_owned text check (number_owned in ('yes', 'no', 'unknown')),
  forwarded text check (forwarded in ('yes', 'no', 'unknown')),
  found text,
  found_at instant,
  finder_name text,
  outcome text check (outcome in ('cleared', 'limited', 'warned', 'suspended', 'terminated')),
  closing text,
  closed_at instant,
  closer_name text,
  primary key (carrier_id, id),
  foreign key (carrier_id, account_id) references voice_account,
  check (num_nonnulls(line, number_owned, forwarded, found, found_at, finder_name) in (0, 6)),
  check (num_nonnulls(outcome, closing, closed_at, closer_name) in (0, 4)),
  -- nothing is closed that nobody looked into
  check (closed_at is null or found_at is not null),
  check (found_at >= opened_at and closed_at >= found_at)
);
create index investigation_opened on investigation (carrier_id, opened_at);
-- an account is looked into once at a time: what comes in meanwhile joins
create unique index investigation_open on investigation (carrier_id, account_id) where closed_at is null;

-- what gave cause to look; each record once
create table investigation_intake (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  investigation_id uuid not null,
  trigger text not null check (trigger in ('alert', 'traceback', 'legal-request', 'complaint', 'caller-id', 'report')),
  reference text not null check (btrim(reference) <> ''),
  why text not null check (btrim(why) <> ''),
  came_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, investigation_id) references investigation,
  unique (carrier_id, reference)
);
create index investigation_intake_of on investigation_intake (carrier_id, investigation_id);

create table investigation_action (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  investigation_id uuid not null,
  kind text not null check (kind in ('limited', 'warned', 'suspended', 'terminated')),
  words text not null check (btrim(words) <> ''),
  done_at instant not null,
  doer_name text not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, investigation_id) references investigation
);
create index investigation_action_of on investigation_action (carrier_id, investigation_id, done_at);

-- recordings and what else the platform has; each look into one is on record
create table investigation_evidence (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  investigation_id uuid not null,
  kind text not null check (kind in ('recording', 'call-records', 'platform-data', 'correspondence', 'other')),
  media_type text not null,
  size integer not null check (size > 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- null after its retention ended: the hash stays
  content bytea,
  added_by text not null,
  added_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, investigation_id) references investigation,
  unique (carrier_id, investigation_id, hash)
);

-- no rule names a time; five years are those of the traceback files that many begin with (RT-12)
insert into retention_class values ('investigations', 60, '{47 CFR 64.6305(a)(2),47 CFR 64.6305(d)(2)(iv)}');
create index investigation_kept on investigation (carrier_id, opened_at) where closed_at is not null and found <> '(purged)';
create view retention_investigations with (security_invoker = true) as
select i.carrier_id, i.id as record_id, legal_day(i.opened_at, z.zone) as began_on, legal_day(i.closed_at, z.zone) as ended_on,
  null::uuid as customer_id, i.opened_at::bigint as from_at
from investigation i join carrier z on z.id = i.carrier_id where i.closed_at is not null and i.found <> '(purged)';

create function forget_investigations(carrier uuid, records uuid[]) returns void language sql as $$
  update investigation_intake set why = '(purged)' where carrier_id = $1 and investigation_id = any ($2);
  update investigation_action set words = '(purged)' where carrier_id = $1 and investigation_id = any ($2);
  update investigation_evidence set content = null where carrier_id = $1 and investigation_id = any ($2);
  update investigation set found = '(purged)', closing = '(purged)', salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and id = any ($2);
$$;
revoke all on function forget_investigations(uuid, uuid[]) from public;
grant select on retention_investigations to compline_app;
