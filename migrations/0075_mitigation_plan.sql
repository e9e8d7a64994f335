-- what the Robocall Mitigation Database is to say of the carrier, version by version (47 CFR 64.6305(d)); the newest holds
create table registration (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  version integer not null check (version >= 1),
  facts jsonb not null,
  -- the day on which what changed became so: the clock of 64.6305(d)(5) runs from it
  changed_on date not null,
  entered_by text not null,
  entered_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, version)
);

create table mitigation_plan (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  version integer not null check (version >= 1),
  registration_id uuid not null,
  effective_on date not null,
  -- how often it was written; the documents of the last count
  round integer not null check (round >= 1),
  state text not null check (state in ('prepared', 'signed', 'superseded')),
  sentences jsonb not null,
  withheld text[] not null,
  officer_id uuid not null,
  officer_name text not null,
  officer_title text not null,
  signing_on date not null,
  documents_hash text not null check (documents_hash ~ '^[0-9a-f]{64}$'),
  prepared_by text not null,
  prepared_at instant not null,
  signed_at instant,
  -- when the records were last read and still said what the plan says
  same_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, version),
  foreign key (carrier_id, registration_id) references registration,
  check ((state = 'prepared') = (signed_at is null))
);
-- one holds at a time
create unique index mitigation_plan_in_force on mitigation_plan (carrier_id) where state = 'signed';
create unique index mitigation_plan_prepared on mitigation_plan (carrier_id) where state = 'prepared';

create table mitigation_plan_document (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  plan_id uuid not null,
  round integer not null,
  edition text not null check (edition in ('complete', 'public')),
  name text not null,
  bytes bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  made_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, plan_id) references mitigation_plan
);
create unique index mitigation_plan_document_of on mitigation_plan_document (carrier_id, plan_id, round, edition);

-- sentences of the plan in force that the records no longer say: one clock a plan, whatever changes until it is superseded
create table plan_change (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  plan_id uuid not null,
  changed_on date not null,
  codes text[] not null check (cardinality(codes) > 0),
  noticed_at instant not null,
  settled_at instant,
  settled_by text,
  settled_why text check (btrim(settled_why) <> ''),
  primary key (carrier_id, id),
  foreign key (carrier_id, plan_id) references mitigation_plan,
  check (num_nonnulls(settled_at, settled_by, settled_why) in (0, 3))
);
create unique index plan_change_open on plan_change (carrier_id, plan_id) where settled_at is null;

-- what the database confirmed: an update with its plan, or the yearly recertification
create table registration_receipt (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('update', 'recertification')),
  plan_id uuid not null,
  registration_id uuid not null,
  confirmation text not null check (btrim(confirmation) <> ''),
  filed_at instant not null,
  filed_on date not null,
  officer_name text not null,
  recorded_by text not null,
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, plan_id) references mitigation_plan,
  foreign key (carrier_id, registration_id) references registration
);
create index registration_receipt_of on registration_receipt (carrier_id, kind, filed_on);
