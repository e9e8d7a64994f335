-- how many attempts of a day were judged: what stands in calls is of all parts that reach into it, and only tells whether more have come
alter table traffic_scoring add column attempts bigint;
update traffic_scoring s set attempts = coalesce(
  (select sum((d.measure ->> 'attempts')::bigint) from traffic_day d where d.carrier_id = s.carrier_id and d.day = s.day), 0);
alter table traffic_scoring alter column attempts set not null, add check (attempts >= 0);

-- whose number was called most is told by nothing and was kept with the counts
update traffic_day set measure = measure #- '{oneDestination,to}' where measure #> '{oneDestination,to}' is not null;

-- messages of one channel fall without those of another: each is put before a person once a day
alter table traffic_alert drop constraint traffic_alert_kind_check;
update traffic_alert set kind = coalesce(substring(reasons -> 0 ->> 'why' from '\((sms|mms|voice-message)\)'), 'sms') || '-delivery'
where kind = 'message-delivery';
alter table traffic_alert add check (kind in ('score', 'sms-delivery', 'mms-delivery', 'voice-message-delivery'));
