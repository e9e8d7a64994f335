-- Who is called when a traceback request comes, day and night; promise R32

create table on_call_turn (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  place text not null check (place in ('first', 'backup')),
  person_id uuid not null references person,
  person_name text not null,
  from_at instant not null,
  -- one that was taken back before it began ends where it begins
  until_at instant not null check (until_at >= from_at),
  set_by text not null,
  set_at instant not null,
  primary key (carrier_id, id),
  -- one person a place at a time
  constraint one_at_a_time exclude using gist (
    carrier_range(carrier_id, carrier_id, '[]') with &&,
    int4range(case place when 'first' then 1 else 2 end, case place when 'first' then 1 else 2 end, '[]') with &&,
    int8range(from_at, until_at) with &&
  ),
  constraint nobody_is_his_own_backup exclude using gist (
    carrier_range(carrier_id, carrier_id, '[]') with &&,
    carrier_range(person_id, person_id, '[]') with &&,
    int8range(from_at, until_at) with &&
  )
);
create index on_call_turn_until on on_call_turn (carrier_id, until_at);

-- somebody was called to a request, and how that went
create table traceback_page (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  traceback_id uuid not null,
  -- why he was called: it came, nobody answered within fifteen minutes, nobody within thirty, so many hours have passed, the rule's clock ends
  step text not null check (step in ('arrived', 'backup', 'everyone', 'two-hours', 'eight-hours', 'sixteen-hours', 'twenty-two-hours', 'rule')),
  person_id uuid not null references person,
  person_name text not null,
  words text not null check (words <> ''),
  wanted_at instant not null,
  state text not null check (state in ('wanted', 'trying', 'accepted', 'refused', 'unknown', 'task')),
  reference text,
  ended_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, traceback_id) references traceback,
  unique (carrier_id, traceback_id, step, person_id),
  check ((ended_at is null) = (state in ('wanted', 'trying')))
);

alter table traceback add column acknowledged_at instant;
alter table traceback add column acknowledged_by uuid references person;
update traceback set acknowledged_at = coalesce(confirmed_at, recorded_at) where state <> 'arrived';
alter table traceback add constraint confirmed_is_acknowledged check (state = 'arrived' or acknowledged_at is not null);
