-- what a company that keeps its own records vouches for, so that another carrier's certificate may cover it
create table filing_vouch (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  round smallint not null check (round > 0),
  document jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  vouched_at instant not null,
  entry_id uuid not null,
  primary key (carrier_id, id),
  unique (carrier_id, filing_id, hash),
  foreign key (carrier_id, filing_id) references filing
);

-- the year was filed under another carrier's certificate
create table filing_joint_receipt (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  filing_id uuid not null,
  under text not null check (under <> ''),
  confirmation text not null check (confirmation <> ''),
  received_at instant not null,
  recorded_at instant not null,
  entry_id uuid not null,
  primary key (carrier_id, filing_id),
  foreign key (carrier_id, filing_id) references filing
);

-- the evidence of another company that this certificate covers
create table filing_company (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  filing_id uuid not null,
  filer_id text not null check (filer_id ~ '^[0-9]{6}$'),
  document jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  entry_id uuid not null,
  joined_at instant not null,
  primary key (carrier_id, filing_id, filer_id),
  foreign key (carrier_id, filing_id) references filing,
  check (document->'company'->>'filerId' = filer_id)
);
create trigger signed_round_stays before insert or update on filing_company for each row execute function signed_round_stays();
