-- Providers that hand us calls or take ours, looked up every day (64.6305(g)); notices of the Commission and what was done (64.1200(k)(4), (n)(2), (3))

create table provider (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null check (btrim(name) <> ''),
  frn text check (frn ~ '^[0-9]{10}$'),
  kind text not null check (kind in ('voice-service-provider', 'foreign-provider', 'gateway', 'non-gateway-intermediate', 'unknown')),
  direction text not null check (direction in ('upstream', 'downstream', 'both')),
  -- by which account its calls come in, where they come by one
  account_id uuid,
  added_by text not null,
  added_at instant not null,
  ended_at instant,
  ended_by text,
  ended_why text,
  primary key (carrier_id, id),
  foreign key (carrier_id, account_id) references voice_account,
  check (ended_at >= added_at),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_why is null))
);
create unique index provider_frn on provider (carrier_id, frn) where ended_at is null and frn is not null;

-- one look into the Robocall Mitigation Database
create table provider_check (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  provider_id uuid not null,
  answer text not null check (answer in ('listed', 'verified-absent', 'could-not-check')),
  why text not null check (why <> ''),
  file_id uuid,
  covers_on date,
  checked_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, provider_id) references provider,
  foreign key (carrier_id, file_id) references public_file,
  -- an answer rests on a file, and that of a day
  check (answer = 'could-not-check' or (file_id is not null and covers_on is not null))
);
create index provider_check_latest on provider_check (carrier_id, provider_id, checked_at desc);

create table fcc_notice (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('suspected-illegal-traffic', 'final-determination', 'cease-and-desist')),
  reference text not null check (btrim(reference) <> ''),
  received_at instant not null,
  -- days that a notice gives; fewer than 14 count as 14
  given_days integer check (given_days between 1 and 3650),
  -- a Final Determination Order binds from its release, whoever received it when
  released_on date,
  provider_name text,
  provider_frn text check (provider_frn ~ '^[0-9]{10}$'),
  traffic text not null check (btrim(traffic) <> ''),
  original_hash text check (original_hash ~ '^[0-9a-f]{64}$'),
  salt text not null,
  entered_by uuid not null references person,
  enterer_name text not null,
  entered_at instant not null,
  -- what the investigation found: our part in the traffic, and what it is
  role text check (role in ('originating', 'gateway', 'other')),
  finding text check (finding in ('illegal', 'not-illegal', 'none-found')),
  found text,
  upstream text,
  investigated_at instant,
  -- how traffic like it is known and blocked
  plan text,
  reported_at instant,
  report_how text,
  report_hash text check (report_hash ~ '^[0-9a-f]{64}$'),
  closed_at instant,
  closing text,
  closer_name text,
  primary key (carrier_id, id),
  check (received_at <= entered_at),
  check ((kind = 'suspected-illegal-traffic') = (given_days is not null)),
  check ((kind = 'final-determination') = (released_on is not null) and (kind = 'final-determination') = (provider_name is not null)),
  check ((investigated_at is null) = (role is null) and (role is null) = (finding is null) and (role is null) = (found is null)),
  -- whoever only passed it on names from whom he had it
  constraint upstream_is_named check (role is distinct from 'other' or finding = 'none-found' or btrim(upstream) <> ''),
  check ((reported_at is null) = (report_how is null)),
  check ((closed_at is null) = (closing is null) and (closed_at is null) = (closer_name is null))
);
create index fcc_notice_open on fcc_notice (carrier_id, received_at) where closed_at is null;
create index fcc_notice_received on fcc_notice (carrier_id, received_at);

-- what was done
create table fcc_notice_action (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  notice_id uuid not null,
  kind text not null check (kind in ('blocked-identified', 'blocked-similar', 'account-suspended', 'account-terminated',
    'provider-blocked', 'no-traffic', 'mitigated', 'measures')),
  account_id uuid,
  provider_id uuid,
  words text not null check (btrim(words) <> ''),
  done_at instant not null,
  done_by uuid not null references person,
  doer_name text not null,
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, notice_id) references fcc_notice,
  foreign key (carrier_id, account_id) references voice_account,
  foreign key (carrier_id, provider_id) references provider,
  check ((account_id is not null) = (kind in ('account-suspended', 'account-terminated'))),
  check ((provider_id is not null) = (kind = 'provider-blocked')),
  check (done_at <= recorded_at)
);
create index fcc_notice_action_notice on fcc_notice_action (carrier_id, notice_id, done_at);

-- No rule names a time; five years are those of traceback files (RT-12), and two years of actions stand in the registration
insert into retention_class values ('fccnotices', 60, '{47 CFR 64.1200(n)(2),47 CFR 64.6305(d)(2)(iv)}');
create index fcc_notice_kept on fcc_notice (carrier_id, received_at) where closed_at is not null and traffic <> '(purged)';
create view retention_fccnotices with (security_invoker = true) as
select n.carrier_id, n.id as record_id, legal_day(n.received_at, z.zone) as began_on, legal_day(n.closed_at, z.zone) as ended_on,
  null::uuid as customer_id, n.received_at::bigint as from_at
from fcc_notice n join carrier z on z.id = n.carrier_id where n.closed_at is not null and n.traffic <> '(purged)';

create function forget_fccnotices(carrier uuid, records uuid[]) returns void language sql as $$
  update fcc_notice_action set words = '(purged)' where carrier_id = $1 and notice_id = any ($2);
  update fcc_notice set traffic = '(purged)', found = case when found is not null then '(purged)' end,
    upstream = case when upstream is not null then '(purged)' end, plan = case when plan is not null then '(purged)' end,
    closing = '(purged)', salt = replace(gen_random_uuid()::text, '-', '') where carrier_id = $1 and id = any ($2);
$$;
revoke all on function forget_fccnotices(uuid, uuid[]) from public;
grant select on retention_fccnotices to compline_app;
