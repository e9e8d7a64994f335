-- Retention. A class is a view `retention_<class>` (carrier_id, record_id, began_on, ended_on, customer_id) and a function
-- `forget_<class>(carrier, records)` that takes the personal values away; each capability brings both with its own migration.
-- Nothing goes but by a line in purged_record, and that line is refused where the floor, a hold or an open year stands against it.

-- the floors, a line a class: the longest that a rule demands, or the project's own where the rules name none
create table retention_class (
  class text primary key check (class ~ '^[a-z]+$'),
  months integer not null check (months > 0),
  cites text[] not null check (cardinality(cites) > 0)
);

-- the carrier's own, longer time; the last row stands
create table retention_setting (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  class text not null references retention_class,
  months integer not null check (months <= 1200),
  set_at instant not null,
  primary key (carrier_id, id)
);
create index retention_setting_set on retention_setting (carrier_id, class, set_at);

create function never_below_the_floor() returns trigger language plpgsql as $$
begin
  if new.months < (select months from retention_class where class = new.class) then
    raise exception 'the class % is kept longer than % months by rule', new.class, new.months;
  end if;
  return new;
end $$;
create trigger never_below_the_floor before insert on retention_setting
  for each row execute function never_below_the_floor();

-- a legal hold: what a matter needs stays until a person ends it. Null: all classes, all customers, from or to any day.
create table legal_hold (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  why text not null check (why <> ''),
  salt text not null,
  classes text[] check (cardinality(classes) > 0),
  customers uuid[] check (cardinality(customers) > 0),
  from_day date,
  until_day date check (until_day >= from_day),
  placed_by uuid not null references person,
  placer_name text not null,
  placed_at instant not null,
  ended_by uuid references person,
  ender_name text,
  ended_at instant check (ended_at >= placed_at),
  end_reason text check (end_reason <> ''),
  primary key (carrier_id, id),
  check (num_nulls(ended_by, ender_name, ended_at, end_reason) in (0, 4))
);

-- only its end is ever added to a hold
create function hold_stays() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null
     or (to_jsonb(new) - '{ended_by,ender_name,ended_at,end_reason}'::text[])
        is distinct from (to_jsonb(old) - '{ended_by,ender_name,ended_at,end_reason}'::text[]) then
    raise exception 'a legal hold never changes: end it, place another one';
  end if;
  return new;
end $$;
create trigger hold_stays before update on legal_hold for each row execute function hold_stays();

create table purge (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  class text not null references retention_class,
  why text not null check (why <> ''),
  state text not null check (state in ('asked', 'refused', 'approved', 'running', 'done')),
  -- what stood to go when it was asked, and by which time of keeping
  expected integer not null check (expected > 0),
  months integer not null,
  asked_by uuid not null references person,
  asker_name text not null,
  asked_at instant not null,
  decided_by uuid references person,
  decider_name text,
  decided_at instant,
  -- what went
  records integer not null default 0,
  oldest_on date,
  newest_on date,
  last_entry_id uuid,
  before_size bigint,
  before_root bytea,
  after_size bigint,
  after_root bytea,
  ended_at instant,
  primary key (carrier_id, id),
  constraint another_person_purges check (decided_by <> asked_by),
  check (num_nulls(decided_by, decider_name, decided_at) = case state when 'asked' then 3 else 0 end),
  check ((before_size is null) = (before_root is null) and (before_size is not null) = (state in ('running', 'done'))),
  check (num_nulls(after_size, after_root, ended_at) = case state when 'done' then 0 else 3 end),
  check (after_size >= before_size),
  check ((records = 0) = (oldest_on is null) and (records = 0) = (newest_on is null) and (records = 0) = (last_entry_id is null))
);
create unique index purge_open on purge (carrier_id, class) where state in ('asked', 'approved', 'running');

-- what went: its class and id, the day its keeping counted from, the purge that took it
create table purged_record (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  class text not null references retention_class,
  record_id uuid not null,
  purge_id uuid not null,
  ended_on date not null,
  purged_on date not null,
  primary key (carrier_id, class, record_id),
  foreign key (carrier_id, purge_id) references purge
);
create index purged_record_purge on purged_record (carrier_id, purge_id);

-- one hold or one batch at a time: what a hold covers cannot go while the hold is being placed
create function lock_retention(carrier uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended(carrier || ':retention', 4621));
$$;
create function hold_waits_for_purge() returns trigger language plpgsql as $$
begin
  perform lock_retention(new.carrier_id);
  return new;
end $$;
create trigger hold_waits_for_purge before insert on legal_hold for each row execute function hold_waits_for_purge();

create function legal_day(at bigint, zone text) returns date language sql stable as $$
  select (to_timestamp(at / 1000.0) at time zone zone)::date;
$$;

-- the first day on which what is kept so many months may go; a date that its month lacks runs on into the next
create function goes_from(day date, months integer) returns date language sql immutable as $$
  select (date_trunc('month', day) + make_interval(months => months))::date + (extract(day from day)::integer - 1);
$$;

-- the first year since the carrier came here whose certification is not filed, or is being amended
create function uncertified_year(carrier uuid) returns integer language sql stable as $$
  select coalesce(min(year), 9999)
  from carrier c, generate_series(
    extract(year from legal_day(c.created_at, c.zone))::integer,
    extract(year from legal_day(coalesce(c.clock, (extract(epoch from clock_timestamp()) * 1000)::bigint), c.zone))::integer) year
  where c.id = $1 and (
    not exists (select from filing f where f.carrier_id = c.id and f.year = year.year and f.state in ('filed', 'superseded'))
    or exists (select from filing f where f.carrier_id = c.id and f.year = year.year and f.state in ('draft', 'prepared', 'signed')));
$$;

-- whether a hold that stands covers a record; whose record is nobody's or unknown may be anybody's
create function is_held(carrier uuid, class_of text, began date, ended date, customer uuid) returns boolean language sql stable as $$
  select exists (select from legal_hold h where h.carrier_id = $1 and h.ended_at is null
    and (h.classes is null or class_of = any (h.classes))
    and (h.customers is null or customer is null or customer = any (h.customers))
    and (h.from_day is null or ended >= h.from_day) and (h.until_day is null or began <= h.until_day));
$$;

-- Behind every check: each line is weighed again, then what it names is taken away. Runs as the owner, since nobody else may.
create function purge_takes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  batch record;
  here carrier;
  today date;
  kept_months integer;
  open_year integer;
  kept bigint;
begin
  for batch in select carrier_id, purge_id, class, array_agg(record_id) as records, array_agg(ended_on) as days
               from gone group by carrier_id, purge_id, class loop
    perform lock_retention(batch.carrier_id);
    if not exists (select from purge p where p.carrier_id = batch.carrier_id and p.id = batch.purge_id
                   and p.class = batch.class and p.state = 'running') then
      raise exception 'no purge of % that two persons wanted is running', batch.class;
    end if;
    select * into strict here from carrier where id = batch.carrier_id;
    today := legal_day(coalesce(here.clock, (extract(epoch from clock_timestamp()) * 1000)::bigint), here.zone);
    open_year := uncertified_year(here.id);
    select greatest(c.months, (select s.months from retention_setting s where s.carrier_id = here.id and s.class = c.class
        order by s.set_at desc, s.id desc limit 1))
      into strict kept_months from retention_class c where c.class = batch.class;
    execute format(
      'select count(*) from unnest($1, $2) given (record_id, ended_on)
       left join %I v on v.carrier_id = $3 and v.record_id = given.record_id
       where v.ended_on is null or v.ended_on <> given.ended_on or goes_from(v.ended_on, $4) > $5
          or extract(year from v.ended_on) >= $6 or is_held($3, $7, v.began_on, v.ended_on, v.customer_id)',
      'retention_' || batch.class)
      into kept using batch.records, batch.days, here.id, kept_months, today, open_year, batch.class;
    if kept > 0 then
      raise exception 'retention keeps % of these records of %', kept, batch.class;
    end if;
    execute format('select %I($1, $2)', 'forget_' || batch.class) using here.id, batch.records;
  end loop;
  return null;
end $$;
create trigger purge_takes after insert on purged_record referencing new table as gone
  for each statement execute function purge_takes();
