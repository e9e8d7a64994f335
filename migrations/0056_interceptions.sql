-- Systems security and integrity (47 CFR 1.20000-1.20008): the policies and who answers for them, each interception with its two
-- authorizations and one signed certification, and what was found to have happened without. What it is about stands here sealed.

create table interception_policy (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  version integer not null check (version > 0),
  -- 1.20003(b)(1) to (3)
  statement text not null check (btrim(statement) <> ''),
  interpretation text not null check (btrim(interpretation) <> ''),
  retention_months integer not null check (retention_months >= 12),
  -- 1.20003(b)(4), the appendix
  officer_id uuid not null references person,
  officer_name text not null,
  job text not null check (btrim(job) <> ''),
  contact text not null check (btrim(contact) <> ''),
  published_by uuid not null references person,
  publisher_name text not null,
  published_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, version)
);

-- who besides the officer may open the store while a version is in force
create table interception_designee (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  policy_id uuid not null,
  person_id uuid not null references person,
  name text not null,
  primary key (carrier_id, policy_id, person_id),
  foreign key (carrier_id, policy_id) references interception_policy
);

-- what makes the policies due at the FCC within 90 days (1.20005(a)), and when they were filed for it
create table interception_filing (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  cause text not null check (cause in ('first', 'amended', 'merger', 'divestiture')),
  policy_id uuid,
  happened_on date not null,
  recorded_at instant not null,
  filed_on date,
  confirmation text,
  filed_by text,
  primary key (carrier_id, id),
  foreign key (carrier_id, policy_id) references interception_policy,
  check ((policy_id is not null) = (cause in ('first', 'amended'))),
  check (filed_on >= happened_on),
  check ((filed_on is null) = (confirmation is null) and (filed_on is null) = (filed_by is null))
);
create index interception_filing_open on interception_filing (carrier_id, happened_on) where filed_on is null;

create table interception (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  -- 1.20004(a): also one that was made without appropriate authorization has its record
  authorized text not null check (authorized in ('both', 'without')),
  -- numbers and circuits, type, who presented the authorization, who signed it; null once its time is over
  sealed text,
  opened_by uuid not null references person,
  opener_name text not null,
  -- the court's order or other lawful authority, checked
  legal_at instant,
  -- the carrier's own, by its senior officer
  carrier_by uuid references person,
  carrier_name text,
  carrier_at instant,
  start_at instant,
  overseer_id uuid references person,
  overseer_name text,
  certified_at instant,
  certification_hash text check (certification_hash ~ '^[0-9a-f]{64}$'),
  ended_at instant,
  recorded_at instant not null,
  primary key (carrier_id, id),
  constraint two_authorizations_before_it_is_enabled check (
    start_at is null or authorized = 'without'
    or (legal_at is not null and carrier_at is not null and legal_at <= start_at and carrier_at <= start_at)),
  constraint without_is_without check (authorized = 'both' or (legal_at is null and carrier_at is null and start_at is not null)),
  check ((start_at is null) = (overseer_id is null) and (start_at is null) = (overseer_name is null)),
  check ((carrier_at is null) = (carrier_by is null) and (carrier_at is null) = (carrier_name is null)),
  check ((certified_at is null) = (certification_hash is null)),
  check (certified_at is null or certified_at >= start_at),
  check (ended_at is null or start_at is null or ended_at >= start_at)
);
create index interception_recorded on interception (carrier_id, recorded_at);

-- 1.20003(c): a compromise of a lawful interception, or surveillance on our premises that nobody had a right to
create table interception_incident (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('compromise', 'unlawful-surveillance')),
  -- what happened and whom it affects; null once its time is over
  sealed text,
  discovered_at instant not null,
  entered_by uuid not null references person,
  entered_at instant not null,
  -- to the law enforcement agency that it affects
  reported_at instant,
  reporter_name text,
  primary key (carrier_id, id),
  check (entered_at >= discovered_at),
  check (reported_at >= discovered_at),
  check ((reported_at is null) = (reporter_name is null))
);
create index interception_incident_discovered on interception_incident (carrier_id, discovered_at);

-- 1.20004(b), 1.20003(b)(3): as long as the carrier's own policies say, a year at least
insert into retention_class values ('interceptions', 12, '{47 CFR 1.20003(b)(3),47 CFR 1.20004(b)}');
create index interception_kept on interception (carrier_id, recorded_at) where sealed is not null and ended_at is not null;
create index interception_incident_kept on interception_incident (carrier_id, entered_at) where sealed is not null and reported_at is not null;
create view retention_interceptions with (security_invoker = true) as
select i.carrier_id, i.id as record_id, legal_day(coalesce(least(i.start_at, i.recorded_at), i.recorded_at), z.zone) as began_on,
  legal_day(i.ended_at, z.zone) as ended_on, null::uuid as customer_id, least(i.recorded_at, i.ended_at)::bigint as from_at
from interception i join carrier z on z.id = i.carrier_id where i.ended_at is not null and i.sealed is not null
union all
select s.carrier_id, s.id, legal_day(s.discovered_at, z.zone), legal_day(s.reported_at, z.zone), null, least(s.entered_at, s.reported_at)::bigint
from interception_incident s join carrier z on z.id = s.carrier_id where s.reported_at is not null and s.sealed is not null;

create function forget_interceptions(carrier uuid, records uuid[]) returns void language sql as $$
  update interception set sealed = null where carrier_id = $1 and id = any ($2);
  update interception_incident set sealed = null where carrier_id = $1 and id = any ($2);
$$;
revoke all on function forget_interceptions(uuid, uuid[]) from public;
grant select on retention_interceptions to compline_app;
