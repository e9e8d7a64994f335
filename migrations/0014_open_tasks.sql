-- What a person must look at, because a rule or a machine cannot decide it.
create table task (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z0-9-]*$'),
  subject text not null check (subject <> ''),
  why text not null check (why <> ''),
  role text not null,
  due_at instant,
  -- two open tasks of one kind and key are one
  key text not null,
  salt text not null,
  opened_at instant not null,
  closed_at instant,
  closed_by uuid,
  closer_name text,
  outcome text check (outcome in ('done', 'not-needed')),
  note text,
  primary key (carrier_id, id),
  check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (closer_name is null)
    and (closed_at is null) = (outcome is null) and (closed_at is not null or note is null))
);
create unique index task_open_once on task (carrier_id, kind, key) where closed_at is null;
create index task_open on task (carrier_id, id) where closed_at is null;
