-- Complaints of the public files (FTC, FCC) about numbers that accounts of ours may show: the number, when, and nothing of who complained.
create table number_complaint (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  source text not null check (source in ('ftc', 'fcc')),
  number bigint not null check (number > 0),
  at instant not null,
  -- the row of the file, hashed: the same row of the next day's file is not another complaint
  row_hash text not null check (row_hash ~ '^[0-9a-f]{64}$'),
  taken_at instant not null,
  primary key (carrier_id, id)
);
create unique index number_complaint_once on number_complaint (carrier_id, source, row_hash);
create index number_complaint_at on number_complaint (carrier_id, at);

create or replace view retention_traffic with (security_invoker = true) as
select carrier_id, id as record_id, day as began_on, day as ended_on, null::uuid as customer_id, (extract(epoch from day) * 1000)::bigint as from_at from traffic_day
union all
select carrier_id, id, day, day, null::uuid, (extract(epoch from day) * 1000)::bigint from traffic_alert
union all
select carrier_id, id, day, day, null::uuid, (extract(epoch from day) * 1000)::bigint from message_delivery
union all
select c.carrier_id, c.id, legal_day(c.at, z.zone), legal_day(c.at, z.zone), null::uuid, c.at::bigint from number_complaint c join carrier z on z.id = c.carrier_id;

create or replace function forget_traffic(carrier uuid, records uuid[]) returns void language sql as $$
  delete from traffic_day where carrier_id = $1 and id = any ($2);
  delete from traffic_alert where carrier_id = $1 and id = any ($2);
  delete from message_delivery where carrier_id = $1 and id = any ($2);
  delete from number_complaint where carrier_id = $1 and id = any ($2);
$$;
