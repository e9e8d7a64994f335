-- who the carrier serves; personal values live here only, evidence holds references and hashes under the customer's salt
create table customer (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account text not null check (account <> ''),
  name text not null check (name <> ''),
  language text not null check (language in ('en', 'es')),
  -- local 1, interexchange 2, cmrs 4, interconnected-voip 8: services of the carrier itself that are current
  subscribes smallint not null default 0 check (subscribes between 0 and 15),
  since date,
  left_at instant,
  salt text not null check (salt ~ '^[0-9a-f]{32}$'),
  primary key (carrier_id, id),
  unique (carrier_id, account)
);

create table customer_service (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  category text not null check (category in ('local', 'interexchange', 'cmrs', 'interconnected-voip')),
  -- null: the carrier itself
  provider uuid,
  -- E.164; null where the service has no number of its own
  number text check (number ~ '^\+[1-9][0-9]{6,14}$'),
  from_at instant not null,
  until_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer (carrier_id, id),
  foreign key (carrier_id, provider) references affiliate (carrier_id, id),
  check (until_at is null or until_at >= from_at)
);
create index customer_service_customer on customer_service (carrier_id, customer_id);
create index customer_service_number on customer_service (carrier_id, number) where number is not null;
-- a service stands once on an account
create unique index customer_service_once on customer_service
  (carrier_id, customer_id, category, coalesce(provider, '00000000-0000-0000-0000-000000000000'), coalesce(number, ''))
  where until_at is null;

create table customer_contact (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('email', 'postal', 'phone')),
  value text not null check (value <> ''),
  -- the value as it is searched: small letters, E.164, or letters and digits of an address
  key text not null check (key <> ''),
  -- 64.2003(b): of record from the thirtieth day on
  linked_day date not null,
  until_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer (carrier_id, id)
);
create index customer_contact_customer on customer_contact (carrier_id, customer_id);
create index customer_contact_key on customer_contact (carrier_id, kind, key);
create unique index customer_contact_once on customer_contact (carrier_id, customer_id, kind, key) where until_at is null;

-- anyone authorised on the account may refuse for it
create table account_person (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  name text not null check (name <> ''),
  key text not null check (key <> ''),
  from_at instant not null,
  until_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer (carrier_id, id)
);
create unique index account_person_once on account_person (carrier_id, customer_id, key) where until_at is null;

-- what an older system said of a customer's approval, word for word, and what we made of it; unknown permits nothing
create table legacy_approval (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  -- line of the import vocabulary, not the customer's words
  word text not null,
  state text not null check (state in ('approved', 'silence', 'undeliverable', 'refused', 'not-imported', 'unknown', 'out-of-scope')),
  -- why it is unknown
  lacks text[] not null default '{}',
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  -- the permission events written for it
  events uuid[] not null default '{}',
  recorded_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, customer_id, fingerprint),
  foreign key (carrier_id, customer_id) references customer (carrier_id, id),
  check ((state in ('approved', 'silence', 'undeliverable', 'refused')) or events = '{}')
);
