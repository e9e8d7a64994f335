-- a version of a training course; what was taught is bound by its hash
create table course (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  title text not null check (title <> ''),
  version text not null check (version <> ''),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  pass_score integer check (pass_score between 0 and 100),
  published_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, title, version)
);

create table completion (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  course_id uuid not null,
  person_id uuid not null references person,
  -- copied, so that evidence survives departure
  person_name text not null,
  completed_on date not null,
  score integer check (score between 0 and 100),
  passed boolean not null,
  recorded_by uuid,
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, course_id) references course,
  unique (carrier_id, course_id, person_id, completed_on),
  check (recorded_by is distinct from person_id)
);
create index completion_person on completion (carrier_id, person_id, completed_on);

create table manual (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  title text not null check (title <> ''),
  version text not null check (version <> ''),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  published_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, title, version),
  unique (carrier_id, id, hash)
);

create table acknowledgment (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  manual_id uuid not null,
  hash text not null,
  person_id uuid not null references person,
  person_name text not null,
  acknowledged_at instant not null,
  primary key (carrier_id, id),
  -- bound to the very bytes of that version
  foreign key (carrier_id, manual_id, hash) references manual (carrier_id, id, hash),
  unique (carrier_id, manual_id, person_id)
);

-- 64.2009(b): an express disciplinary process, with the four factors that carriers promise to weigh
create table discipline_case (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  person_id uuid not null references person,
  person_name text not null,
  happened_on date not null,
  violation text not null,
  salt text not null,
  opened_by uuid,
  opened_at instant not null,
  severity text check (severity in ('minor', 'serious', 'grave')),
  repetition text check (repetition in ('first', 'repeat')),
  guidance text check (guidance in ('sought', 'given', 'neither')),
  intent text check (intent in ('inadvertent', 'negligent', 'deliberate', 'malicious')),
  measure text check (measure in ('none', 'remedial-training', 'reprimand', 'unfavorable-review', 'probation', 'termination')),
  reason text,
  decided_by uuid references person,
  decided_at instant,
  primary key (carrier_id, id),
  check (num_nulls(severity, repetition, guidance, intent, measure, reason, decided_by, decided_at) in (0, 8)),
  check (decided_by is distinct from person_id)
);
create index discipline_case_happened on discipline_case (carrier_id, happened_on);
