-- The same promise, taking no number for an act: what voids, excepts or closes is an event of that kind about that finding, which the
-- event's own constraints want signed. A hold is missed by the account that it held, should it be written over to another.
create or replace function strikes_keep_the_promise() returns trigger language plpgsql as $$
declare
  account uuid := case when tg_table_name = 'account_hold' then old.account_id else new.account_id end;
  standing integer;
  excused boolean;
  closed boolean;
begin
  select count(*), coalesce((array_agg(x.at >= f.last_call_at order by f.number desc))[1], false) into standing, excused
    from strike_finding f
    left join strike_event v on v.carrier_id = f.carrier_id and v.account_id = f.account_id and v.seq = f.voided_seq
      and v.finding_id = f.id and v.kind = 'voided'
    left join strike_event x on x.carrier_id = f.carrier_id and x.account_id = f.account_id and x.seq = f.exception_seq
      and x.finding_id = f.id and x.kind = 'exception'
    where f.carrier_id = new.carrier_id and f.account_id = account and v.seq is null;
  -- once closed it stays closed: the event cannot be taken away
  closed := exists (select from strike_event e
    where e.carrier_id = new.carrier_id and e.account_id = account and e.kind = 'closed');
  if (closed or (standing > 1 and not excused)) and not exists (
    select from account_hold h
    where h.carrier_id = new.carrier_id and h.account_id = account and h.source = 'strikes' and h.ended_at is null
      and (h.kind = 'terminated' or not closed))
  then
    raise exception 'account % has a second finding, no exception that was signed and no hold of its calls', account
      using errcode = 'check_violation', constraint = 'no_service_after_a_second_finding';
  end if;
  return null;
end $$;

-- strike_finding_kept serves both
drop index strike_finding_opened;

-- led by the finding's own index, whatever else is empty
create or replace view retention_strikes with (security_invoker = true) as
select f.carrier_id, f.id as record_id, legal_day(f.opened_at, z.zone) as began_on,
  case when v.ended_at is not null then legal_day(greatest(v.ended_at, f.last_call_at), z.zone) end as ended_on,
  null::uuid as customer_id, f.opened_at::bigint as from_at
from strike_finding f
cross join lateral (select (select ended_at from voice_account a where a.carrier_id = f.carrier_id and a.id = f.account_id) as ended_at offset 0) v
join carrier z on z.id = f.carrier_id
where exists (select from strike_event e where e.carrier_id = f.carrier_id and e.finding_id = f.id
    and (e.reason <> '(purged)' or e.evidence <> '(purged)') offset 0);
