-- A code as the keys of a telephone spell it (A, B, C are 2 …): the caller's line names the carrier, so no other carrier's code answers.
alter table choice_code add column keypad_hash bytea check (length(keypad_hash) = 32);
create index choice_code_keypad on choice_code (carrier_id, keypad_hash);

-- Where a customer turns: the number, web address, e-mail or postal address as it is told to him.
alter table choice_channel add column address text check (address <> '');
-- The health monitor: minutes between two checks (null: none), and how many in a row must fail before an incident opens.
alter table choice_channel add column watch_minutes integer check (watch_minutes between 1 and 20160);
alter table choice_channel add column watch_failures integer not null default 2 check (watch_failures between 1 and 10);

-- What a customer holds after he chose. Found by its number alone on /verify, before the carrier is known.
create table choice_receipt (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  -- the first sixty bits of the entry's leaf
  number text not null check (number ~ '^R(-[0-9A-HJKMNP-TV-Z]{4}){3}$'),
  entry_id uuid not null,
  event_id uuid not null,
  customer_id uuid not null,
  choice text not null check (choice in ('no', 'yes')),
  method text not null,
  -- the notice version that he was sent and the language he chose in, where they are known
  version_id uuid,
  language text check (language in ('en', 'es')),
  at instant not null,
  recorded_at instant not null,
  primary key (carrier_id, number),
  unique (carrier_id, event_id),
  foreign key (carrier_id, entry_id) references ledger_entry,
  foreign key (carrier_id, event_id) references permission_event,
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, version_id) references notice_version
);
create unique index choice_receipt_number on choice_receipt (number);
create index choice_receipt_customer on choice_receipt (carrier_id, customer_id, at);

-- Requests counted where no carrier is known yet; rows are worthless after their window.
create table request_count (
  key bytea not null check (length(key) = 32),
  window_at instant not null,
  requests integer not null check (requests > 0),
  primary key (key, window_at)
);

-- A choice that could not be written when it was made: it counts as made then, and is a "no" (a "yes" is never made up).
create table choice_attempt (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('phone', 'web', 'email-reply', 'mail')),
  mechanism text not null check (mechanism in ('opt-out', 'opt-in')),
  customer_id uuid,
  tried_at instant not null,
  recorded_at instant not null,
  settled_at instant,
  receipt text,
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, receipt) references choice_receipt,
  check (receipt is null or settled_at is not null)
);
create index choice_attempt_tried on choice_attempt (carrier_id, kind, tried_at);

-- The monitor's own customer, by whom it tries the channels: never sold to, counted or stated.
create table probe_customer (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  customer_id uuid not null,
  from_at instant not null,
  primary key (carrier_id, customer_id),
  foreign key (carrier_id, customer_id) references customer
);

-- Each look at whether a channel works: the monitor's, a customer's failed try, or a person's word.
create table channel_check (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  channel_id uuid not null,
  mechanism text not null check (mechanism in ('opt-out', 'opt-in')),
  source text not null check (source in ('probe', 'customer', 'staff')),
  at instant not null,
  outcome text not null check (outcome in ('works', 'failed')),
  why text not null check (why <> ''),
  took_ms integer check (took_ms >= 0),
  primary key (carrier_id, id),
  foreign key (carrier_id, channel_id) references choice_channel
);
create index channel_check_latest on channel_check (carrier_id, channel_id, mechanism, at);

-- A toll-free line whose telephone service asks us what to say. Found by its id before the carrier is known; its secret is a file.
create table ivr_line (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  channel_id uuid not null,
  dialect text not null check (dialect in ('twilio', 'jambonz')),
  -- the number of a person, read out when a choice could not be saved
  people text not null check (people ~ '^\+[1-9][0-9]{6,14}$'),
  from_at instant not null,
  until_at instant check (until_at > from_at),
  primary key (carrier_id, id),
  foreign key (carrier_id, channel_id) references choice_channel
);
create unique index ivr_line_id on ivr_line (id);

-- Where one call stands, so that a repeated or late webhook changes nothing.
create table ivr_call (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  line_id uuid not null,
  call_id text not null check (call_id <> ''),
  began_at instant not null,
  -- the caller's number as the telephone service tells it, E.164 or null
  caller text,
  language text not null check (language in ('en', 'es')),
  stage text not null check (stage in ('language', 'whose', 'enter', 'confirm', 'saved', 'over')),
  tries integer not null check (tries >= 0),
  customer_id uuid,
  version_id uuid,
  receipt text,
  primary key (carrier_id, line_id, call_id),
  foreign key (carrier_id, line_id) references ivr_line,
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, version_id) references notice_version,
  foreign key (carrier_id, receipt) references choice_receipt,
  check ((receipt is null) = (stage <> 'saved'))
);

-- A form that came back by post: its image's hash, what stands on it, and the choice it became.
create table returned_form (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  image_hash text not null check (image_hash ~ '^[0-9a-f]{64}$'),
  received_on date not null,
  choice text not null check (choice in ('no', 'yes', 'unclear')),
  customer_id uuid,
  version_id uuid,
  entered_at instant not null,
  entered_by text not null,
  receipt text,
  primary key (carrier_id, id),
  -- the same sheet scanned twice is one form
  unique (carrier_id, image_hash),
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, version_id) references notice_version,
  foreign key (carrier_id, receipt) references choice_receipt,
  check (receipt is null or customer_id is not null)
);

-- The letter of 64.2009(f)(1) while it is written: what only a person can know of it.
create table failure_letter (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  incident_id uuid not null,
  facts jsonb not null,
  changed_at instant not null,
  changed_by text not null,
  primary key (carrier_id, incident_id),
  foreign key (carrier_id, incident_id) references channel_incident
);
