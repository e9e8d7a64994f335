-- how the carrier's mail leaves: its server, its addresses, its signing domain; passwords and keys are secrets, not rows
create table mail_setting (
  carrier_id uuid primary key default current_setting('compline.carrier')::uuid references carrier,
  host text not null check (host <> ''),
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  user_name text,
  from_name text not null,
  from_address text not null check (from_address ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  reply_domain text not null,
  return_domain text not null,
  -- where the server's mail comes from; SPF must name them
  sending_ips text[] not null check (cardinality(sending_ips) > 0),
  dkim_domain text not null,
  dkim_selector text not null,
  -- e.g. https://choice.carrier.example
  choice_address text not null,
  set_at instant not null,
  checked_at instant,
  faults text[] not null
);

-- a notice going out to many: prepared by one person, approved by another, under an approved request for approval
create table sending_run (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  group_id uuid not null,
  solicitation_id uuid not null,
  state text not null check (state in ('prepared', 'approved', 'stopped')),
  why text,
  prepared_by uuid not null references person,
  prepared_at instant not null,
  approved_by uuid references person,
  approver_name text,
  approved_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, solicitation_id) references solicitation,
  check (num_nulls(approved_by, approver_name, approved_at) in (0, 3)),
  check ((state = 'prepared') = (approved_at is null) or state = 'stopped'),
  constraint another_person_sends check (approved_by is null or approved_by <> prepared_by)
);

create table message (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  run_id uuid not null,
  customer_id uuid not null,
  version_id uuid not null,
  -- stands in the addresses that answers and bounces come to
  token text not null check (token ~ '^[a-z2-7]{16}$'),
  state text not null check (state in ('queued', 'trying', 'accepted', 'letter', 'posted', 'dropped')),
  -- why it became a letter, or was dropped
  why text,
  tries integer not null default 0,
  -- which lane tries it: what the same lane finds tried when it comes again was cut off in the middle
  lane smallint,
  message_id text,
  delivery_id uuid,
  changed_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, run_id) references sending_run,
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, version_id) references notice_version,
  unique (carrier_id, token),
  unique (carrier_id, run_id, customer_id),
  check ((delivery_id is not null) = (state in ('accepted', 'posted'))),
  check (state <> 'trying' or lane is not null)
);
-- at most one accepted message a customer and notice
create unique index message_accepted_once on message (carrier_id, customer_id, version_id) where state = 'accepted';
create index message_waiting on message (carrier_id, run_id, state, id);
