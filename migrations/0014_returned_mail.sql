-- What came back: replies, bounces, reports of mail services. Kept before it is read, each once by its hash.
create table returned_mail (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  via text not null check (via in ('mailbox', 'smtp', 'webhook', 'upload')),
  -- the message or event as it came; retention may take it away, the hash stays
  raw bytea,
  -- to whom it was addressed on the way, where that is known
  recipients text[] not null,
  -- when our mail server had it: the customer said it then, however late we read
  received_at instant not null,
  recorded_at instant not null,
  reading text check (reading in ('no', 'yes', 'both', 'unclear', 'hard', 'soft', 'delayed', 'arrived', 'automatic',
    'abuse-report', 'unreadable', 'own')),
  status text,
  matched text check (matched in ('token', 'message-id', 'address', 'nobody')),
  customer_id uuid,
  delivery_id uuid,
  read_at instant,
  primary key (carrier_id, id),
  unique (carrier_id, hash),
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, delivery_id) references delivery,
  check ((read_at is null) = (reading is null) and (read_at is null) = (matched is null))
);
create index returned_mail_customer on returned_mail (carrier_id, customer_id, id);
-- a reply names the message that it answers
create index delivery_reference on delivery (carrier_id, reference) where reference is not null;

-- A notice whose server said "not now": it arrives yet, or counts as returned when the days are over.
create table soft_bounce (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  delivery_id uuid not null,
  customer_id uuid not null,
  at instant not null,
  until_at instant not null check (until_at >= at),
  status text,
  ended_at instant,
  ended text check (ended in ('arrived', 'returned')),
  primary key (carrier_id, delivery_id),
  foreign key (carrier_id, delivery_id) references delivery,
  foreign key (carrier_id, customer_id) references customer,
  check ((ended_at is null) = (ended is null))
);

-- How a carrier's returned mail is fetched and weighed. Its password and keys lie with the installation's secrets.
create table return_settings (
  carrier_id uuid primary key default current_setting('compline.carrier')::uuid references carrier,
  soft_bounce_days integer not null check (soft_bounce_days between 1 and 10),
  mailbox_host text,
  mailbox_port integer check (mailbox_port between 1 and 65535),
  mailbox_security text check (mailbox_security in ('tls', 'starttls', 'none')),
  mailbox_user text,
  mailbox_folder text,
  check ((mailbox_host is null) = (mailbox_port is null) and (mailbox_host is null) = (mailbox_security is null)
    and (mailbox_host is null) = (mailbox_user is null) and (mailbox_host is null) = (mailbox_folder is null))
);

-- Which message of a mailbox is kept here; marked as seen there only after that was committed.
create table mailbox_message (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  -- host, user and folder
  mailbox text not null,
  uid_validity bigint not null,
  uid bigint not null,
  returned_id uuid not null,
  marked_at instant,
  primary key (carrier_id, mailbox, uid_validity, uid),
  foreign key (carrier_id, returned_id) references returned_mail (carrier_id, id)
);
create index mailbox_message_unmarked on mailbox_message (carrier_id, mailbox, uid_validity, uid) where marked_at is null;
