-- what may be due is found by the day from which it counts; a file without a call counts from the day it came
alter table call_file add column kept_from instant;
update call_file set kept_from = coalesce(first_at, taken_at);
alter table call_file alter column kept_from set not null;
drop index call_file_kept;
create index call_file_kept on call_file (carrier_id, kept_from) where state = 'kept';
create or replace view retention_cdrs with (security_invoker = true) as
select f.carrier_id, f.id as record_id, legal_day(coalesce(f.first_at, f.taken_at), z.zone) as began_on,
  legal_day(coalesce(f.last_at, f.taken_at), z.zone) as ended_on, null::uuid as customer_id, f.kept_from::bigint as from_at
from call_file f join carrier z on z.id = f.carrier_id where f.state = 'kept';
