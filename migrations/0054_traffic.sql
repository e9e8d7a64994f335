-- What is counted and judged of the accounts' calls: by day of the carrier's zone, and what was found suspicious.

-- which voice account a name in call records is: an account code, a trunk, a SIP user
create table call_account (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  account_ref text not null check (account_ref <> ''),
  account_id uuid not null,
  set_by text not null,
  set_at instant not null,
  primary key (carrier_id, account_ref),
  foreign key (carrier_id, account_id) references voice_account
);

-- counts of a day and what they were judged: made again when calls of the day come late
create table traffic_day (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_ref text not null check (account_ref <> ''),
  day date not null,
  measure jsonb not null,
  score double precision not null check (score between 0 and 1),
  reasons jsonb not null,
  scored_at instant not null,
  primary key (carrier_id, id)
);
create unique index traffic_day_once on traffic_day (carrier_id, account_ref, day);
create index traffic_day_day on traffic_day (carrier_id, day);

-- a day that was put before a person, as it was judged then
create table traffic_alert (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_ref text not null check (account_ref <> ''),
  -- null where nobody has said whose name it is
  account_id uuid,
  day date not null,
  kind text not null check (kind in ('score', 'message-delivery')),
  score double precision not null check (score between 0 and 1),
  reasons jsonb not null,
  raised_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, account_id) references voice_account
);
create unique index traffic_alert_once on traffic_alert (carrier_id, account_ref, day, kind);

-- up to which calls a day was scored: what came since makes it due again
create table traffic_scoring (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  day date not null,
  -- calls on record of the day's parts then
  calls bigint not null check (calls >= 0),
  accounts integer not null check (accounts >= 0),
  flagged integer not null check (flagged >= 0),
  scored_at instant not null,
  primary key (carrier_id, day)
);

-- what became of messages, as the carrier's messaging platform counts them: final states only
create table message_delivery (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_id uuid not null,
  channel text not null check (channel in ('sms', 'mms', 'voice-message')),
  campaign text not null,
  day date not null,
  sent integer not null check (sent >= 0),
  delivered integer not null check (delivered between 0 and sent),
  failed integer not null check (failed between 0 and sent),
  opted_out integer not null check (opted_out >= 0),
  complaints integer not null check (complaints >= 0),
  entered_by text not null,
  entered_at instant not null,
  check (delivered + failed <= sent),
  primary key (carrier_id, id),
  foreign key (carrier_id, account_id) references voice_account
);
create unique index message_delivery_once on message_delivery (carrier_id, account_id, channel, campaign, day);
create index message_delivery_day on message_delivery (carrier_id, day);

-- counts and alerts are kept as the case behind the account is; they name own numbers and calls by their keys
insert into retention_class values ('traffic', 48, '{47 CFR 64.6305(a)(2)}');
create view retention_traffic with (security_invoker = true) as
select carrier_id, id as record_id, day as began_on, day as ended_on, null::uuid as customer_id, (extract(epoch from day) * 1000)::bigint as from_at from traffic_day
union all
select carrier_id, id, day, day, null::uuid, (extract(epoch from day) * 1000)::bigint from traffic_alert
union all
select carrier_id, id, day, day, null::uuid, (extract(epoch from day) * 1000)::bigint from message_delivery;

create function forget_traffic(carrier uuid, records uuid[]) returns void language sql as $$
  delete from traffic_day where carrier_id = $1 and id = any ($2);
  delete from traffic_alert where carrier_id = $1 and id = any ($2);
  delete from message_delivery where carrier_id = $1 and id = any ($2);
$$;
revoke all on function forget_traffic(uuid, uuid[]) from public;
grant select on retention_traffic to compline_app;
