-- Customers' own secrets, how they are proved, and who tried. A secret stands here as an argon2id hash only, and as nothing once ended.

-- under it logins and origins are hashed: a row of a try tells nobody what was typed
create table authentication_salt (
  carrier_id uuid primary key default current_setting('compline.carrier')::uuid references carrier,
  salt text not null check (length(salt) >= 32)
);

-- a one-time code, sent to a number or address of record and nowhere else
create table one_time_code (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  -- null: no such account; the code is asked, tried and refused as any other
  customer_id uuid,
  account_key bytea not null check (length(account_key) = 32),
  way text not null check (way in ('text', 'call', 'email', 'letter')),
  service_id uuid,
  contact_id uuid,
  -- since when the number or address was held, and the legal day on which the code was asked
  held_on date,
  asked_on date not null,
  asked_at instant not null,
  state text not null check (state in ('waiting', 'trying', 'letter', 'sent', 'failed', 'nowhere')),
  code_hash text,
  reference text,
  sent_at instant,
  expires_at instant not null,
  wrong smallint not null check (wrong between 0 and 3),
  -- used, or spent by wrong tries
  ended_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, service_id) references customer_service,
  foreign key (carrier_id, contact_id) references customer_contact,
  check (expires_at > asked_at),
  check (wrong < 3 or ended_at is not null),
  check (ended_at is null or code_hash is null),
  check (num_nonnulls(service_id, contact_id) <= 1),
  check (service_id is null or way in ('text', 'call')),
  check (contact_id is null or way in ('email', 'letter')),
  check (customer_id is not null or num_nonnulls(service_id, contact_id, code_hash) = 0),
  -- no code exists but for a number held before the day, or an address held thirty days
  constraint sent_to_what_is_of_record check (
    code_hash is null
    or (num_nonnulls(service_id, contact_id) = 1 and held_on < asked_on and (service_id is not null or held_on + 30 <= asked_on)))
);
create index one_time_code_account on one_time_code (carrier_id, account_key, asked_at);
create index one_time_code_letters on one_time_code (carrier_id, id) where state = 'letter';

-- a login by which a customer, or another person on his account, reaches it online
create table online_account (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  login_key text not null check (login_key <> ''),
  created_at instant not null,
  ended_at instant,
  primary key (carrier_id, id),
  unique (carrier_id, id, customer_id),
  foreign key (carrier_id, customer_id) references customer
);
create unique index online_account_login on online_account (carrier_id, login_key) where ended_at is null;
create index online_account_customer on online_account (carrier_id, customer_id);

create table customer_password (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  -- null: the password that is keyed in on the telephone
  online_account_id uuid,
  hash text,
  -- what proved the customer when it was set; no other way exists
  set_by text not null check (set_by in ('code', 'backup-method', 'password', 'start-of-service')),
  code_id uuid,
  set_at instant not null,
  ended_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, online_account_id, customer_id) references online_account (carrier_id, id, customer_id),
  foreign key (carrier_id, code_id) references one_time_code,
  constraint set_by_its_code check ((set_by = 'code') = (code_id is not null)),
  constraint an_ended_password_is_gone check ((hash is null) = (ended_at is not null))
);
create unique index customer_password_in_force on customer_password (carrier_id, customer_id, online_account_id)
  nulls not distinct where ended_at is null;
-- a code sets one password
create unique index customer_password_code on customer_password (carrier_id, code_id);

-- the question that a customer chose for the day he loses his password
create table backup_method (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  online_account_id uuid not null,
  prompt text,
  answer_hash text,
  set_at instant not null,
  ended_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, online_account_id, customer_id) references online_account (carrier_id, id, customer_id),
  constraint an_ended_method_is_gone check (
    (prompt is null) = (ended_at is not null) and (answer_hash is null) = (ended_at is not null))
);
create unique index backup_method_in_force on backup_method (carrier_id, online_account_id) where ended_at is null;

-- each try at a secret, by whom and whence
create table authentication_try (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  at instant not null,
  what text not null check (what in ('password', 'telephone-password', 'backup-method', 'code')),
  outcome text not null check (outcome in ('right', 'wrong', 'locked', 'expired')),
  customer_id uuid,
  account_key bytea not null check (length(account_key) = 32),
  origin_key bytea not null check (length(origin_key) = 32),
  -- the person or machine through whom it came
  asker_key bytea not null check (length(asker_key) = 32),
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer
);
create index authentication_try_origin on authentication_try (carrier_id, origin_key, at);
create index authentication_try_when on authentication_try (carrier_id, at);

-- wrong tries since a right one or since the window began; its row is what parallel tries wait for
create table authentication_count (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  subject text not null check (subject in ('account', 'origin', 'asker')),
  key bytea not null check (length(key) = 32),
  wrong integer not null check (wrong >= 0),
  since_at instant not null,
  primary key (carrier_id, subject, key)
);

create table authentication_lock (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  subject text not null check (subject in ('account', 'origin', 'asker')),
  key bytea not null check (length(key) = 32),
  reason text not null check (reason in ('wrong-tries', 'many-accounts')),
  customer_id uuid,
  -- the number or address of an origin, the name of an asker: for the person who looks into it
  named text,
  from_at instant not null,
  until_at instant not null,
  lifted_at instant,
  -- a new password lifts it, or a person with a reason
  lifted_why text,
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer,
  check (until_at > from_at),
  check ((lifted_at is null) = (lifted_why is null))
);
create index authentication_lock_key on authentication_lock (carrier_id, subject, key, until_at);

-- that a customer was proved to be himself: what a release of his information may rest on
create table customer_proof (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  method text not null check (
    method in ('password', 'callback-number-of-record', 'sent-to-address-of-record', 'customer-recited', 'contract', 'photo-id')),
  channel text not null check (channel in ('none', 'phone-inbound', 'phone-outbound', 'online', 'store')),
  -- the call, visit or online session it was given in; it ends with it
  session_id uuid,
  -- the record behind it, such as password:<id>
  by_what text not null check (by_what ~ '^[a-z-]+:[0-9a-zA-Z._-]+$'),
  proved_at instant not null,
  until_at instant not null,
  ended_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer,
  check (until_at > proved_at),
  constraint online_by_password_or_contract check (channel <> 'online' or method in ('password', 'contract')),
  constraint photo_id_is_seen_in_store check (method <> 'photo-id' or channel = 'store')
);
create index customer_proof_session on customer_proof (carrier_id, session_id);
create index customer_proof_customer on customer_proof (carrier_id, customer_id, proved_at);
