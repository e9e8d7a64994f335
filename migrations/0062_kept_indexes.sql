-- what may be due is found by an index on the day from which it counted, as the daily look wants it
drop index interception_kept;
drop index interception_incident_kept;
create index interception_kept on interception (carrier_id, (least(recorded_at, ended_at)::bigint))
  where sealed is not null and ended_at is not null;
create index interception_incident_kept on interception_incident (carrier_id, (least(entered_at, reported_at)::bigint))
  where sealed is not null and reported_at is not null;
-- a column: under row security no index is used for what a function makes of a day
alter table traffic_day add column kept_from bigint generated always as ((extract(epoch from day) * 1000)::bigint) stored;
alter table traffic_alert add column kept_from bigint generated always as ((extract(epoch from day) * 1000)::bigint) stored;
alter table message_delivery add column kept_from bigint generated always as ((extract(epoch from day) * 1000)::bigint) stored;
create index traffic_day_kept on traffic_day (carrier_id, kept_from);
create index traffic_alert_kept on traffic_alert (carrier_id, kept_from);
create index message_delivery_kept on message_delivery (carrier_id, kept_from);
create or replace view retention_traffic with (security_invoker = true) as
select carrier_id, id as record_id, day as began_on, day as ended_on, null::uuid as customer_id, kept_from as from_at from traffic_day
union all
select carrier_id, id, day, day, null::uuid, kept_from from traffic_alert
union all
select carrier_id, id, day, day, null::uuid, kept_from from message_delivery;
