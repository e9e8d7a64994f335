-- what a breach touches: statements of the carrier by their number, which it contradicts or makes true only in part
create table breach_concept (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  breach_id uuid not null,
  concept text not null check (concept ~ '^P[0-9]+$'),
  effect text not null check (effect in ('contradicts', 'partly', 'none')),
  marked_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, breach_id) references breach
);
create index breach_concept_breach on breach_concept (carrier_id, breach_id, marked_at);

-- what was done for an agency that looks into a breach
create table breach_cooperation (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  breach_id uuid not null,
  agency text not null check (agency <> ''),
  happened_on date not null,
  what text not null check (what <> ''),
  salt text not null,
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, breach_id) references breach
);
create index breach_cooperation_breach on breach_cooperation (carrier_id, breach_id);

-- a message to customers about a breach: whoever sends one asks for it here
create table breach_message (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  breach_id uuid not null,
  text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
  customers integer not null check (customers > 0),
  released_at instant not null,
  released_by uuid references person,
  ground text not null check (ground in ('no-hold', 'urgent', 'after-hold')),
  primary key (carrier_id, id),
  foreign key (carrier_id, breach_id) references breach
);

-- 64.2011(a), (b)(1), (b)(3) whatever the code does: law enforcement first, then seven business days, which are never fewer than
-- nine days of the calendar, and no day of a standing delay
create function breach_message_waits() returns trigger language plpgsql as $$
declare
  held breach;
  delayed date;
  told_at bigint := new.released_at;
begin
  select * into strict held from breach where carrier_id = new.carrier_id and id = new.breach_id for share;
  if held.intentional = 'no' then
    return new;
  end if;
  if held.reported_at is null or told_at < held.reported_at then
    raise exception 'customers may not be told before law enforcement was';
  end if;
  if held.urgent_harm is not null and held.consulted is not null then
    return new;
  end if;
  if told_at < held.reported_at + 9 * 86400000::bigint then
    raise exception 'the hold of seven business days runs';
  end if;
  select until_day into delayed from agency_direction
    where carrier_id = new.carrier_id and breach_id = new.breach_id order by recorded_at desc, id desc limit 1;
  if delayed is not null and (to_timestamp(told_at / 1000.0) at time zone 'America/New_York')::date <= delayed then
    raise exception 'an agency directs that customers wait';
  end if;
  return new;
end $$;
create trigger breach_message_waits before insert on breach_message for each row execute function breach_message_waits();
