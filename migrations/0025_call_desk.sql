-- calls of customers, from the switch's records: call detail, the most guarded class of CPNI
create table call_detail (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  service_id uuid not null,
  -- the switch's own key of the call
  call_key text not null check (call_key <> ''),
  direction text not null check (direction in ('out', 'in')),
  -- E.164; null where the other end withheld it or it is none
  other_number text check (other_number ~ '^\+[1-9][0-9]{6,14}$'),
  start_at instant not null,
  -- 0: never answered
  talk_ms bigint not null check (talk_ms >= 0),
  primary key (carrier_id, id),
  unique (carrier_id, call_key, service_id, direction),
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, service_id) references customer_service
);
create index call_detail_customer on call_detail (carrier_id, customer_id, start_at);

-- a customer on the telephone, in a chat or in a store; whatever is opened for him is open until it ends
create table desk_session (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  -- the law's words for the way the two speak; a call placed by the system makes phone-inbound phone-outbound
  channel text not null check (channel in ('phone-inbound', 'phone-outbound', 'online', 'store')),
  -- the telephone's own id of the call
  call_id text check (call_id <> ''),
  opened_at instant not null,
  opened_by uuid,
  opener text not null check (opener <> ''),
  -- ends by itself then, whatever nobody did
  until_at instant not null,
  ended_at instant,
  ended_how text check (ended_how in ('hang-up', 'finished', 'time')),
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer,
  check ((call_id is not null) = (channel in ('phone-inbound', 'phone-outbound'))),
  check ((ended_at is null) = (ended_how is null)),
  check (until_at > opened_at and ended_at between opened_at and until_at)
);
create index desk_session_customer on desk_session (carrier_id, customer_id, opened_at);
create unique index desk_session_call on desk_session (carrier_id, call_id) where ended_at is null;

-- what was tried to show who the caller is, and whether it held; the words he said are kept nowhere
create table desk_attempt (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  session_id uuid not null,
  customer_id uuid not null,
  way text not null check (way in ('identity-only', 'customer-recited', 'photo-id', 'contract')),
  held boolean not null,
  at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, session_id) references desk_session,
  foreign key (carrier_id, customer_id) references customer
);
create index desk_attempt_customer on desk_attempt (carrier_id, customer_id, at);

-- the calls that the customer recited himself in a session: these rows are open there, and no others
create table recited_call (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  session_id uuid not null,
  call_detail_id uuid not null,
  at instant not null,
  primary key (carrier_id, session_id, call_detail_id),
  foreign key (carrier_id, session_id) references desk_session,
  foreign key (carrier_id, call_detail_id) references call_detail
);

-- a call placed by the system to a number of record
create table desk_call (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  session_id uuid not null,
  service_id uuid not null,
  -- of the address that the telephone service asks; made anew for each try to place it
  token_hash bytea,
  -- the key that a person presses and a mailbox does not know
  expects text not null check (expects ~ '^[2-9]$'),
  state text not null check (state in ('wanted', 'placing', 'ringing', 'proved', 'mailbox', 'unanswered', 'failed', 'unknown')),
  wrong_keys smallint not null default 0,
  reference text,
  made_at instant not null,
  settled_at instant,
  primary key (carrier_id, id),
  unique (carrier_id, token_hash),
  foreign key (carrier_id, session_id) references desk_session,
  foreign key (carrier_id, service_id) references customer_service
);
-- one at a time, and none again once one proved the customer
create unique index desk_call_open on desk_call (carrier_id, session_id) where state in ('wanted', 'placing', 'ringing', 'proved');

-- whoever says the right name and number may hear what is no call detail: a proof of its own, by telephone and in a store
alter table customer_proof drop constraint customer_proof_method_check;
alter table customer_proof add constraint customer_proof_method_check check (
  method in ('identity-only', 'password', 'callback-number-of-record', 'sent-to-address-of-record', 'customer-recited', 'contract', 'photo-id'));
