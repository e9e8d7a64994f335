-- Numbers with which the calls of an account that is looked into are refused: more than a limit, less than a suspension. 47 CFR 64.6305(a)(2)
create table blocked_number (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_id uuid not null,
  investigation_id uuid not null,
  -- the number shown, E.164 digits without the plus sign
  number bigint not null check (number > 0 and number < 1000000000000000),
  from_at instant not null,
  placed_by text not null,
  ended_at instant check (ended_at >= from_at),
  ended_by text,
  primary key (carrier_id, id),
  foreign key (carrier_id, account_id) references voice_account,
  foreign key (carrier_id, investigation_id) references investigation,
  check (num_nulls(ended_at, ended_by) in (0, 2))
);
create unique index blocked_number_once on blocked_number (carrier_id, investigation_id, number) where ended_at is null;
create index blocked_number_account on blocked_number (carrier_id, account_id) where ended_at is null;
create trigger gate_sees_insert after insert on blocked_number
  referencing new table as changed for each statement execute function tell_gate_of_account();
create trigger gate_sees_update after update on blocked_number
  referencing new table as changed for each statement execute function tell_gate_of_account();

alter table investigation drop constraint investigation_outcome_check;
alter table investigation add constraint investigation_outcome_check
  check (outcome in ('cleared', 'limited', 'warned', 'blocked', 'suspended', 'terminated'));
alter table investigation_action drop constraint investigation_action_kind_check;
alter table investigation_action add constraint investigation_action_kind_check
  check (kind in ('limited', 'warned', 'blocked', 'suspended', 'terminated'));

-- what still blocks is not forgotten; once nothing does, the numbers go with the investigation
create or replace view retention_investigations with (security_invoker = true) as
select i.carrier_id, i.id as record_id, legal_day(i.opened_at, z.zone) as began_on,
  legal_day(greatest(i.closed_at,
    (select max(b.ended_at) from blocked_number b where b.carrier_id = i.carrier_id and b.investigation_id = i.id)), z.zone) as ended_on,
  null::uuid as customer_id, i.opened_at::bigint as from_at
from investigation i join carrier z on z.id = i.carrier_id
where i.closed_at is not null and i.found <> '(purged)'
  -- counted one by one: as a join it would be looked for before the index that has them by their day
  and (select count(*) from blocked_number b
    where b.carrier_id = i.carrier_id and b.investigation_id = i.id and b.ended_at is null) = 0;

create or replace function forget_investigations(carrier uuid, records uuid[]) returns void language sql as $$
  update investigation_intake set why = '(purged)' where carrier_id = $1 and investigation_id = any ($2);
  update investigation_action set words = '(purged)' where carrier_id = $1 and investigation_id = any ($2);
  update investigation_evidence set content = null where carrier_id = $1 and investigation_id = any ($2);
  delete from blocked_number where carrier_id = $1 and investigation_id = any ($2);
  update investigation set found = '(purged)', closing = '(purged)', salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and id = any ($2);
$$;
