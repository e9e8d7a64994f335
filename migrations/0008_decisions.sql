-- each answer as it was given; the evidence entry holds the same by hash
create table decision (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  at instant not null,
  recorded_at instant not null,
  historical boolean not null,
  allowed boolean not null,
  basis text not null,
  cite text,
  version text,
  missing text[] not null,
  use jsonb not null,
  answer jsonb not null,
  -- ids and hashes of the rows that were read
  facts jsonb not null,
  actor text not null,
  entry_id uuid not null,
  primary key (carrier_id, id)
);
create index decision_customer on decision (carrier_id, customer_id, recorded_at);
create index decision_time on decision (carrier_id, recorded_at);
