-- The newest notice of a group that reached a customer and did not come back: whose two years end is one look along an index, however
-- many notices went out over the years. Kept by the database itself, whoever records a delivery or a return.
create table newest_notice (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  group_id uuid not null,
  customer_id uuid not null,
  -- null where all that went out came back
  delivery_id uuid,
  sent_at instant,
  primary key (carrier_id, group_id, customer_id),
  foreign key (carrier_id, customer_id) references customer (carrier_id, id),
  check ((delivery_id is null) = (sent_at is null))
);
create index newest_notice_sent on newest_notice (carrier_id, group_id, sent_at, delivery_id);

insert into newest_notice (carrier_id, group_id, customer_id, delivery_id, sent_at)
  select distinct on (d.carrier_id, v.group_id, d.customer_id) d.carrier_id, v.group_id, d.customer_id, d.id, d.sent_at
  from delivery d join notice_version v on v.carrier_id = d.carrier_id and v.id = d.version_id
  where not exists (
    select 1 from permission_event b where b.carrier_id = d.carrier_id and b.notice = d.id and b.type = 'bounced')
  order by d.carrier_id, v.group_id, d.customer_id, d.sent_at desc, d.id desc;

create function note_newest_notices() returns trigger language plpgsql as $$
begin
  insert into newest_notice as n (carrier_id, group_id, customer_id, delivery_id, sent_at)
    select distinct on (d.carrier_id, v.group_id, d.customer_id) d.carrier_id, v.group_id, d.customer_id, d.id, d.sent_at
    from delivered d join notice_version v on v.carrier_id = d.carrier_id and v.id = d.version_id
    -- in one order, so that two who record at once wait for each other and no more
    order by d.carrier_id, v.group_id, d.customer_id, d.sent_at desc, d.id desc
    on conflict (carrier_id, group_id, customer_id) do update set delivery_id = excluded.delivery_id, sent_at = excluded.sent_at
      where n.delivery_id is null or (excluded.sent_at, excluded.delivery_id) > (n.sent_at, n.delivery_id);
  return null;
end $$;
create trigger note_newest_notices after insert on delivery referencing new table as delivered
  for each statement execute function note_newest_notices();

-- what came back was never received: the one before it is the newest again
create function forget_returned_notice() returns trigger language plpgsql as $$
begin
  update newest_notice n set (delivery_id, sent_at) = (
      select d.id, d.sent_at from delivery d join notice_version v on v.carrier_id = d.carrier_id and v.id = d.version_id
      where d.carrier_id = n.carrier_id and d.customer_id = n.customer_id and v.group_id = n.group_id and not exists (
        select 1 from permission_event b where b.carrier_id = d.carrier_id and b.notice = d.id and b.type = 'bounced')
      order by d.sent_at desc, d.id desc limit 1)
    where n.carrier_id = new.carrier_id and n.customer_id = new.customer_id and n.delivery_id = new.notice;
  return null;
end $$;
create trigger forget_returned_notice after insert on permission_event
  for each row when (new.type = 'bounced') execute function forget_returned_notice();
