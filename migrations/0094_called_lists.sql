-- Numbers that somebody asked not to be called, or that are another person's now: joined into the score of days (64.6305(a)(2))

-- a file as it was given out, by hash; its numbers lie as Parquet in the data folder and can be fetched again
create table called_list (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('do-not-call', 'reassigned')),
  published_on date not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- lines read as numbers, each once; of reassigned numbers those with an answer of yes or no
  numbers integer not null check (numbers > 0),
  -- of reassigned numbers: those answered yes, and those of which the database has no data
  reassigned integer not null check (reassigned between 0 and numbers),
  no_data integer not null check (no_data >= 0),
  unread integer not null check (unread >= 0),
  area_codes integer[] not null check (cardinality(area_codes) > 0),
  taken_by text not null,
  taken_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, kind, published_on, sha256)
);
create index called_list_newest on called_list (carrier_id, kind, published_on);
