-- An investigation that a demand under seal gave cause to is under seal, too (18 U.S.C. 2705(b)): who does not answer demands sees none of it.
alter table investigation add column secrecy text not null default 'none' check (secrecy in ('none', 'ordered'));
update investigation i set secrecy = 'ordered' from investigation_intake n
  join legal_request r on r.carrier_id = n.carrier_id and n.reference = 'legal-request:' || r.id
  where n.carrier_id = i.carrier_id and n.investigation_id = i.id and r.secrecy = 'ordered';

-- A Final Determination Order binds until the Commission ends it: until that is on record nobody takes the calls of its provider again.
alter table fcc_notice add column order_ended_on date;
alter table fcc_notice add column order_end text;
alter table fcc_notice add constraint fcc_notice_order_end
  check ((order_ended_on is null) = (order_end is null) and (order_ended_on is null or order_ended_on >= released_on and released_on is not null));
create index fcc_notice_order on fcc_notice (carrier_id, provider_frn) where kind = 'final-determination' and order_ended_on is null;

create function provider_not_barred() returns trigger language plpgsql as $$
begin
  if new.direction <> 'downstream' and exists (select from fcc_notice n where n.carrier_id = new.carrier_id
      and n.kind = 'final-determination' and n.order_ended_on is null and n.provider_frn = new.frn) then
    raise exception 'an order of the Commission wants the calls of % blocked', new.frn;
  end if;
  return new;
end $$;
create trigger provider_not_barred before insert on provider for each row execute function provider_not_barred();

create or replace function forget_fccnotices(carrier uuid, records uuid[]) returns void language sql as $$
  update fcc_notice_action set words = '(purged)' where carrier_id = $1 and notice_id = any ($2);
  update fcc_notice set traffic = '(purged)', found = case when found is not null then '(purged)' end,
    upstream = case when upstream is not null then '(purged)' end, plan = case when plan is not null then '(purged)' end,
    order_end = case when order_end is not null then '(purged)' end,
    closing = '(purged)', salt = replace(gen_random_uuid()::text, '-', '') where carrier_id = $1 and id = any ($2);
$$;
