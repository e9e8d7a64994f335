-- Rows of permission that were written before 0022 do not say what silence permits while a channel is lost. What they should say is
-- told by the rule in src/law alone, so a job of each such carrier works them out anew; until then silence counts as if nothing was lost.
insert into job (carrier_id, id, kind, payload, run_at, key)
select e.carrier_id, gen_random_uuid(), 'permissions.refresh', '{"after": null}', (extract(epoch from clock_timestamp()) * 1000)::bigint,
  'silence-by-loss'
from permission_event e
where e.type = 'notice' and e.approval = 'opt-out' and cardinality(e.channels) = 1
  and exists (select from permission p where p.carrier_id = e.carrier_id and p.customer_id = e.customer_id and p.silence_by_loss is null)
group by e.carrier_id
on conflict do nothing;
