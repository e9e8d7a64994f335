-- what a carrier opens for its outside counsel, for a time: records of customers by id
create table counsel_bundle (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  why text not null check (why <> ''),
  subjects uuid[] not null check (cardinality(subjects) > 0),
  opened_by uuid not null,
  opener_name text not null,
  opened_at instant not null,
  until_at instant not null check (until_at > opened_at),
  ended_at instant,
  primary key (carrier_id, id)
);
create index counsel_bundle_until on counsel_bundle (carrier_id, until_at);
