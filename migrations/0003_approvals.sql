-- everything a customer was told or said that permits or forbids a use; only ever added
create table permission_event (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  type text not null check (type in ('email-consent', 'email-consent-withdrawn', 'notice', 'bounced', 'approved',
    'refused', 'ordered', 'one-time', 'call-ended')),
  at instant not null,
  recorded_at instant not null,
  -- the notice event that this one answers, or that bounced
  notice uuid,
  approval text check (approval in ('opt-out', 'opt-in')),
  method text,
  wait_days integer check (wait_days >= 0),
  -- classes, recipients and purposes as the 28 bits of src/law/coverage.ts
  covers integer,
  proof boolean,
  call_id text,
  recipient text,
  to_name text,
  cpni text[],
  authenticated boolean,
  -- ways to say no that the notice offered
  channels text[] not null default '{}',
  primary key (carrier_id, id),
  -- nothing is recorded before it happens; clocks of two machines may differ by seconds
  check (at <= recorded_at + 5000),
  check (type <> 'notice' or (approval is not null and wait_days is not null and covers is not null)),
  check (type not in ('bounced', 'approved') or notice is not null)
);
create index permission_event_customer on permission_event (carrier_id, customer_id, at);
-- one bounce a notice: the same one reported twice changes nothing
create unique index permission_event_bounce on permission_event (carrier_id, notice) where type = 'bounced';

-- for customers with the same set of coverages: which of them cover, and which refusals touch, one kind of use
create table permission_class (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  -- the first 48 bits of the key: the same class has the same id everywhere
  id bigint not null,
  key text not null,
  notices integer[] not null,
  refusals integer[] not null,
  covering integer[] not null,
  touching integer[] not null,
  primary key (carrier_id, id),
  unique (carrier_id, key)
);

-- derived from the events by the rule of src/law: what silence and what consent permit, and from when until when
create table permission (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  customer_id uuid not null,
  class_id bigint not null,
  from_at instant not null,
  until_at instant not null,
  silence smallint not null,
  consent smallint not null,
  -- the only way to say no that the notice offered, where it offered one alone
  lone_channel text,
  primary key (carrier_id, customer_id, class_id, from_at),
  check (from_at < until_at)
);
-- at most one current row a customer and class
create unique index permission_current on permission (carrier_id, customer_id, class_id) where until_at = 9007199254740991;
