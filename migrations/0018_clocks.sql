-- What people were told a due date is: a date that moves afterwards is told again, never changed in silence.
create table clock_told (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  key text not null check (key <> ''),
  -- null: the clock has ended, done or void
  due_on date,
  why text not null,
  told_at instant not null,
  primary key (carrier_id, id)
);
create index clock_told_key on clock_told (carrier_id, key, told_at);

-- one reminder a person, due date and step; what became of it is its proof of sending
create table clock_reminder (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  key text not null,
  due_on date not null,
  step text not null check (step in ('began', 'moved', 'seven-days', 'three-days', 'one-day', 'today', 'late', 'escalated')),
  -- late reminders repeat by the day
  day date not null,
  what text not null,
  person_id uuid not null references person,
  person_name text not null,
  wanted_at instant not null,
  state text not null check (state in ('wanted', 'trying', 'accepted', 'refused', 'unknown')),
  reference text,
  ended_at instant,
  primary key (carrier_id, id),
  unique (carrier_id, key, due_on, step, day, person_id),
  check ((ended_at is null) = (state in ('wanted', 'trying')))
);
create index clock_reminder_state on clock_reminder (carrier_id, state) where ended_at is null;

-- a calendar program signs in with nothing but its address: a token of one person, kept hashed, ended with his membership
create table calendar_feed (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  token_hash bytea not null unique check (length(token_hash) = 32),
  person_id uuid not null references person,
  created_at instant not null,
  ended_at instant,
  primary key (carrier_id, id)
);
