-- Who an applicant is, what he means to do and who looked at it: everything that a decision about his case rests on. 64.1200(n)(4)

-- an identity field as the applicant claims it; another claim is another row, the last one stands
create table onboarding_field (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  name text not null check (name ~ '^[a-z-]+$'),
  claimed text not null check (claimed <> ''),
  entered_by text not null,
  entered_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, id, case_id),
  foreign key (carrier_id, case_id) references onboarding_case
);
create index onboarding_field_case on onboarding_field (carrier_id, case_id, name, entered_at);

-- a look at one claim, at one source
create table onboarding_check (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  field_id uuid not null,
  source text not null check (source <> ''),
  result text not null check (result in ('confirmed', 'contradicted', 'unclear')),
  note text not null,
  valid_until instant,
  checked_by uuid not null references person,
  checker_name text not null,
  checked_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, field_id, case_id) references onboarding_field (carrier_id, id, case_id),
  check (valid_until > checked_at)
);
create index onboarding_check_case on onboarding_check (carrier_id, case_id);

-- what the applicant means to do, a version a row
create table onboarding_questionnaire (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  version integer not null check (version > 0),
  answers jsonb not null,
  entered_by text not null,
  entered_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, case_id, version),
  foreign key (carrier_id, case_id) references onboarding_case
);

create table onboarding_document (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('registration', 'identity', 'address', 'agreement', 'consent', 'reference', 'other')),
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg', 'text/plain')),
  size integer not null check (size between 1 and 10485760),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  content bytea not null check (octet_length(content) = size),
  added_by text not null,
  added_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, case_id, hash),
  foreign key (carrier_id, case_id) references onboarding_case
);

-- what a person said to one red flag; `grounds` is what raised it, so that a changed answer asks anew
create table onboarding_flag_answer (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  flag text not null check (flag ~ '^[a-z-]+$'),
  grounds text not null,
  verdict text not null check (verdict in ('acceptable', 'mistaken', 'disqualifying')),
  answer text not null check (answer <> ''),
  answered_by uuid not null references person,
  answerer_name text not null,
  answered_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, case_id) references onboarding_case
);
create index onboarding_flag_answer_case on onboarding_flag_answer (carrier_id, case_id);

-- the call that a person of ours made; no customer comes in by a web form alone
create table onboarding_call (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  called_at instant not null,
  spoke_with text not null check (spoke_with <> ''),
  notes text not null check (notes <> ''),
  caller_id uuid not null references person,
  caller_name text not null,
  recorded_at instant not null check (recorded_at >= called_at),
  primary key (carrier_id, id),
  foreign key (carrier_id, case_id) references onboarding_case
);
create index onboarding_call_case on onboarding_call (carrier_id, case_id);

-- a person holds the case to be complete: whoever decides is another one above the line
create table onboarding_submission (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  recommends text not null check (recommends in ('approved', 'refused')),
  submitted_by uuid not null references person,
  submitter_name text not null,
  submitted_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, case_id) references onboarding_case
);
create index onboarding_submission_case on onboarding_submission (carrier_id, case_id);

-- what a decision rested on, as it stood then
create table onboarding_basis (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  decision_id uuid not null,
  case_id uuid not null,
  questionnaire_id uuid not null,
  call_id uuid,
  acceptance_id uuid,
  -- [{flag, points, why}] and the hard stops
  factors jsonb not null,
  stops jsonb not null,
  primary key (carrier_id, decision_id),
  foreign key (carrier_id, decision_id) references onboarding_decision,
  foreign key (carrier_id, questionnaire_id) references onboarding_questionnaire,
  foreign key (carrier_id, call_id) references onboarding_call
);

-- a step of a lapse that the customer was told: at 0, 7 and 14 days
create table onboarding_notice (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  decision_id uuid not null,
  step integer not null check (step in (0, 7, 14)),
  state text not null check (state in ('wanted', 'trying', 'accepted', 'letter')),
  reference text,
  wanted_at instant not null,
  ended_at instant,
  primary key (carrier_id, id),
  unique (carrier_id, decision_id, step),
  foreign key (carrier_id, decision_id) references onboarding_decision,
  check ((ended_at is not null) = (state in ('accepted', 'letter')))
);

-- the words that usage is bound by, as clauses of the library; a changed word is another version
create table acceptable_use_version (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  version integer not null check (version > 0),
  clauses jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  published_by uuid not null references person,
  publisher_name text not null,
  published_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, version)
);

create table acceptable_use_acceptance (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  version_id uuid not null,
  signer text not null check (signer <> ''),
  title text not null,
  -- from where: the address that his browser had, or the room
  place text not null check (place <> ''),
  accepted_at instant not null,
  recorded_by text not null,
  recorded_at instant not null check (recorded_at >= accepted_at),
  primary key (carrier_id, id),
  foreign key (carrier_id, case_id) references onboarding_case,
  foreign key (carrier_id, version_id) references acceptable_use_version
);
create index acceptable_use_acceptance_case on acceptable_use_acceptance (carrier_id, case_id);
alter table onboarding_basis add foreign key (carrier_id, acceptance_id) references acceptable_use_acceptance;

-- a public file as a carrier took it in: which one, of what day, with what in it
create table public_file (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('robocall-database', 'form-499', 'sanctions', 'sanctions-aliases')),
  covers_on date not null,
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  rows integer not null check (rows > 0),
  duplicates integer not null check (duplicates >= 0),
  imported_by text not null,
  imported_at instant not null,
  primary key (carrier_id, id)
);
create index public_file_kind on public_file (carrier_id, kind, imported_at);

-- its entries, until the next file of its kind; a file whose row is missing was not read to its end
create table public_entry (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  file_id uuid not null,
  n integer not null,
  kind text not null,
  -- FRN, filer id, or the list's own number
  key text not null check (key <> ''),
  name text not null check (name <> ''),
  name_key text not null,
  facts jsonb not null,
  primary key (carrier_id, file_id, n)
);
create index public_entry_key on public_entry (carrier_id, file_id, key);

-- three answers: listed, verified absent, could not check; each with the file and the day that it tells of
create table onboarding_screening (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  list text not null check (list in ('sanctions', 'robocall-database', 'form-499')),
  answer text not null check (answer in ('listed', 'absent', 'not-checked')),
  why text not null check (why <> ''),
  file_id uuid,
  covers_on date,
  -- hash of what was searched for: a changed name is searched for again
  searched text not null,
  screened_by text not null,
  screened_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, id, case_id),
  foreign key (carrier_id, case_id) references onboarding_case,
  foreign key (carrier_id, file_id) references public_file,
  check (answer = 'not-checked' or (file_id is not null and covers_on is not null))
);
create index onboarding_screening_case on onboarding_screening (carrier_id, case_id);

-- a name of the list that is like the applicant's; a person says whether it is he
create table onboarding_match (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  screening_id uuid not null,
  entry_key text not null,
  listed_name text not null,
  likeness numeric not null check (likeness between 0 and 1),
  verdict text check (verdict in ('same', 'other')),
  reason text,
  decided_by uuid references person,
  decider_name text,
  decided_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, screening_id, case_id) references onboarding_screening (carrier_id, id, case_id),
  check (num_nulls(verdict, reason, decided_by, decider_name, decided_at) in (0, 5))
);
create index onboarding_match_case on onboarding_match (carrier_id, case_id);
