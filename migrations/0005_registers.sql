-- where complaints and word of data brokers or pretexters come in; a nil report is only as good as these
create table intake_source (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('phone', 'mail', 'email', 'web', 'agency', 'counsel')),
  feeds text[] not null check (cardinality(feeds) > 0 and feeds <@ array['complaints', 'data-brokers', 'pretexters']),
  from_day date not null,
  until_day date check (until_day >= from_day),
  primary key (carrier_id, id),
  unique (carrier_id, name, from_day)
);

create table source_outage (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  source_id uuid not null,
  from_at instant not null,
  until_at instant check (until_at > from_at),
  why text not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, source_id) references intake_source
);
create unique index source_outage_open on source_outage (carrier_id, source_id) where until_at is null;

create table complaint (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  source_id uuid not null,
  category text not null check (category in ('improper-access-by-employees', 'disclosure-to-persons-not-authorized',
    'online-access-by-persons-not-authorized', 'other')),
  received_on date not null,
  summary text not null,
  salt text not null,
  recorded_at instant not null,
  disposition text check (disposition in ('founded', 'unfounded', 'undetermined')),
  resolution text,
  resolved_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, source_id) references intake_source,
  check ((resolved_at is null) = (disposition is null)),
  check ((resolved_at is null) = (resolution is null))
);
create index complaint_received on complaint (carrier_id, received_on);

create table data_broker_action (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  forum text not null check (forum in ('state-commission', 'state-court', 'federal-court', 'fcc')),
  forum_name text not null,
  matter text not null,
  filed_on date not null,
  status text not null check (status in ('pending', 'granted', 'denied', 'settled', 'withdrawn')),
  status_on date not null,
  recorded_at instant not null,
  primary key (carrier_id, id),
  check (status_on >= filed_on)
);
create index data_broker_action_filed on data_broker_action (carrier_id, filed_on);

create table pretexter_finding (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  learned_on date not null,
  known_from text not null check (known_from in ('public-reports', 'own-experience')),
  method text not null,
  steps text not null,
  recorded_at instant not null,
  primary key (carrier_id, id)
);
create index pretexter_finding_learned on pretexter_finding (carrier_id, learned_on);

create table nil_report (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  register text not null check (register in ('complaints', 'data-brokers', 'pretexters')),
  year integer not null,
  signer_id uuid not null references person,
  signer_name text not null,
  signed_at instant not null,
  sources jsonb not null,
  holes text[] not null,
  superseded_at instant,
  primary key (carrier_id, id)
);
create unique index nil_report_current on nil_report (carrier_id, register, year) where superseded_at is null;

-- one nil report or one entry at a time: a register cannot fill while its nil report is being signed
create function lock_register(register text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended(current_setting('compline.carrier') || ':' || register, 4620));
$$;

create function nil_means_empty() returns trigger language plpgsql as $$
declare
  first_day date := make_date(new.year, 1, 1);
  last_day date := make_date(new.year, 12, 31);
begin
  perform lock_register(new.register);
  if (new.register = 'complaints' and exists (select 1 from complaint
        where carrier_id = new.carrier_id and received_on between first_day and last_day))
    or (new.register = 'data-brokers' and exists (select 1 from data_broker_action
        where carrier_id = new.carrier_id and filed_on between first_day and last_day))
    or (new.register = 'pretexters' and exists (select 1 from pretexter_finding
        where carrier_id = new.carrier_id and known_from = 'own-experience'
          and learned_on between first_day and last_day))
  then
    raise exception 'the register % is not empty for %', new.register, new.year;
  end if;
  return new;
end $$;
create trigger nil_means_empty before insert on nil_report for each row execute function nil_means_empty();

create function entry_waits_for_nil() returns trigger language plpgsql as $$
begin
  perform lock_register(tg_argv[0]);
  return new;
end $$;
create trigger entry_waits_for_nil before insert on complaint
  for each row execute function entry_waits_for_nil('complaints');
create trigger entry_waits_for_nil before insert on data_broker_action
  for each row execute function entry_waits_for_nil('data-brokers');
create trigger entry_waits_for_nil before insert on pretexter_finding
  for each row execute function entry_waits_for_nil('pretexters');

-- 64.2011(d): every discovered breach, its reports and its customer notices
create table breach (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  discovered_at instant not null,
  determined_on date,
  intentional text not null check (intentional in ('yes', 'no', 'unknown')),
  cpni text[] not null check (cardinality(cpni) > 0),
  customers integer check (customers >= 0),
  circumstances text not null,
  salt text not null,
  recorded_at instant not null,
  reported_at instant,
  report_reference text,
  -- 64.2011(b)(2): what the report says of urgent harm, and which agency was consulted
  urgent_harm text,
  consulted text,
  customers_notified_at instant,
  customers_notified integer,
  primary key (carrier_id, id),
  check (reported_at is null or determined_on is not null),
  check ((reported_at is null) = (report_reference is null)),
  check (urgent_harm is null or reported_at is not null),
  check (consulted is null or urgent_harm is not null),
  -- law enforcement first; an inadvertent slip is no breach under 64.2011(e) and waits for nobody
  check (customers_notified_at is null or intentional = 'no'
    or (reported_at is not null and customers_notified_at >= reported_at))
);
create index breach_discovered on breach (carrier_id, discovered_at);

-- 64.2011(b)(3): an agency directs in writing
create table agency_direction (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  breach_id uuid not null,
  kind text not null check (kind in ('delay', 'extension', 'release')),
  agency text not null,
  directed_on date not null,
  -- last day of the delay; for a release the day before customers may be told
  until_day date not null,
  writing_hash text not null check (writing_hash ~ '^[0-9a-f]{64}$'),
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, breach_id) references breach,
  check (kind = 'release' or until_day between directed_on and directed_on + 30)
);

create table choice_channel (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('phone', 'web', 'email-reply', 'mail')),
  name text not null check (name <> ''),
  free boolean not null,
  always_open boolean not null,
  hours text not null,
  from_at instant not null,
  until_at instant check (until_at > from_at),
  primary key (carrier_id, id)
);
create unique index choice_channel_current on choice_channel (carrier_id, name) where until_at is null;

create table channel_incident (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  channel_id uuid not null,
  mechanism text not null check (mechanism in ('opt-out', 'opt-in')),
  problem text not null,
  lost_from instant not null,
  lost_until instant check (lost_until > lost_from),
  detected_at instant not null,
  opened_at instant not null,
  attempts integer check (attempts >= 0),
  closed_at instant,
  remedy text,
  repair text check (repair in ('nothing-lost', 'recovered', 'noticed-again', 'not-recovered')),
  extent text check (extent in ('more-than-anomaly', 'anomaly')),
  letter_sent_on date,
  letter_reference text,
  primary key (carrier_id, id),
  foreign key (carrier_id, channel_id) references choice_channel,
  check (detected_at <= opened_at + 5000),
  check ((closed_at is null) = (remedy is null)),
  check ((closed_at is null) = (repair is null)),
  check (closed_at is null or (lost_until is not null and extent is not null)),
  check ((letter_sent_on is null) = (letter_reference is null))
);
create unique index channel_incident_open on channel_incident (carrier_id, channel_id, mechanism) where closed_at is null;
create index channel_incident_detected on channel_incident (carrier_id, detected_at);
