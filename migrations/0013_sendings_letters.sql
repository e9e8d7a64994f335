-- Letters that are printed and handed to the post together. Their waits run from the hand-over, never from the print.
create table letter_batch (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  run_id uuid not null,
  state text not null check (state in ('open', 'printed', 'posted', 'cancelled')),
  letters integer not null check (letters > 0),
  opened_by uuid not null references person,
  opener_name text not null,
  opened_at instant not null,
  pages integer,
  -- SHA-256 of the count certificate that went with the last print
  certificate_hash text check (certificate_hash ~ '^[0-9a-f]{64}$'),
  printed_at instant,
  posted_on date,
  -- the number or place of the postal receipt
  receipt text,
  posted_by uuid references person,
  poster_name text,
  posted_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, run_id) references sending_run,
  check (num_nulls(pages, certificate_hash, printed_at) in (0, 3)),
  check (state not in ('printed', 'posted') or printed_at is not null),
  check (num_nulls(posted_on, receipt, posted_by, poster_name, posted_at) = case state when 'posted' then 0 else 5 end)
);

alter table message add column batch_id uuid;
-- its place in the batch, from 1
alter table message add column sequence integer check (sequence > 0);
alter table message add foreign key (carrier_id, batch_id) references letter_batch;
alter table message add check ((batch_id is null) = (sequence is null));
alter table message add check (state <> 'posted' or batch_id is not null);
create unique index message_of_batch on message (carrier_id, batch_id, sequence) where batch_id is not null;

-- the delivery whose two years a message carries on; null for a first notice. One wording may serve for many years.
alter table message add column renews uuid;
alter table message add foreign key (carrier_id, renews) references delivery (carrier_id, id);
drop index message_accepted_once;
create unique index message_accepted_once on message (carrier_id, customer_id, version_id, renews) nulls not distinct
  where state in ('accepted', 'posted');
-- what is on its way to a customer
create index message_customer on message (carrier_id, customer_id, state);
