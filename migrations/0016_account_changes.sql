-- the service through which texts leave and calls are placed; its secret is no row
create table telephone_setting (
  carrier_id uuid primary key default current_setting('compline.carrier')::uuid references carrier,
  dialect text not null check (dialect in ('twilio', 'jambonz')),
  -- e.g. https://api.twilio.com, without a slash at its end
  address text not null check (address ~ '^https?://[^/]+(/.*[^/])?$'),
  account text not null check (account <> ''),
  from_number text not null check (from_number ~ '^\+[1-9][0-9]{6,14}$'),
  -- where the staff is reached when a customer who was called answers
  staff_number text not null check (staff_number ~ '^\+[1-9][0-9]{6,14}$'),
  set_at instant not null
);

-- 64.2010(f): what was created or changed, written in the transaction of the change, whoever made it; never the new value
create table account_change (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  what text not null check (what in ('password', 'backup-method', 'online-account', 'address-of-record')),
  how text not null check (how in ('created', 'changed', 'ended')),
  -- the contact, password or method behind it
  subject text not null check (subject ~ '^[a-z-]+:[0-9a-f-]{36}$'),
  -- the legal day in the carrier's zone, and the account as it stood when that day began is what a notice goes by
  changed_on date not null,
  changed_at instant not null,
  during text not null check (during in ('start-of-service', 'service')),
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer
);
create index account_change_when on account_change (carrier_id, changed_at);
create index account_change_customer on account_change (carrier_id, customer_id, changed_at);

-- a try to tell the customer; what failed or bounced is followed by another by the next way
create table account_notice (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  change_id uuid not null,
  try smallint not null check (try > 0),
  way text not null check (way in ('text', 'email', 'mail')),
  service_id uuid,
  contact_id uuid,
  -- since when the number or address was held, and the day of the change: the new contact can never be told
  held_on date not null,
  changed_on date not null,
  state text not null check (state in ('trying', 'sent', 'letter', 'posted', 'failed', 'bounced', 'unknown')),
  reference text,
  made_at instant not null,
  sent_at instant,
  primary key (carrier_id, id),
  unique (carrier_id, change_id, try),
  foreign key (carrier_id, change_id) references account_change,
  foreign key (carrier_id, service_id) references customer_service,
  foreign key (carrier_id, contact_id) references customer_contact,
  check (num_nonnulls(service_id, contact_id) = 1 and (way = 'text') = (service_id is not null)),
  constraint held_before_the_change check (held_on < changed_on and (way = 'text' or held_on + 30 <= changed_on)),
  check ((sent_at is not null) = (state in ('sent', 'posted', 'bounced')))
);
create index account_notice_letters on account_notice (carrier_id, id) where state = 'letter';
create index account_notice_reference on account_notice (carrier_id, reference);
