-- certifications that were filed without this system: before it was taken into use, or by somebody else
create table filing_elsewhere (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  year smallint not null check (year between 2007 and 9998),
  signed_by text not null check (signed_by <> ''),
  confirmation text not null check (confirmation <> ''),
  received_at instant not null,
  due_on text not null,
  late_days integer not null,
  recorded_at instant not null,
  entry_id uuid not null,
  withdrawn_at instant,
  withdrawn_because text check (withdrawn_because <> ''),
  primary key (carrier_id, id),
  check ((withdrawn_at is null) = (withdrawn_because is null))
);
create unique index filing_elsewhere_year on filing_elsewhere (carrier_id, year) where withdrawn_at is null;
