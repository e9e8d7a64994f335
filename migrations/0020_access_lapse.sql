-- 64.2009(b): how often staff is trained, how soon after hire or a new manual, and how long a lapse is overlooked. The last row stands.
create table personnel_setting (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  months integer not null check (months between 1 and 60),
  start_days integer not null check (start_days between 0 and 365),
  grace_days integer not null check (grace_days between 0 and 365),
  set_at instant not null,
  primary key (carrier_id, id)
);
create index personnel_setting_set on personnel_setting (carrier_id, set_at);
