-- 64.2008(d)(3)(i): an address is named by its link that was entered first, not by the one linked from the earliest day: what was imported
-- later with an earlier day had taken the name
update permission_event e set contact_id = f.first_id
from (
  select said.carrier_id, said.id, (
      select k.id from customer_contact k
      where k.carrier_id = said.carrier_id and k.customer_id = said.customer_id and k.kind = 'email' and k.key = said.key
      order by k.id limit 1) as first_id
  from customer_contact said where said.kind = 'email') f
where f.carrier_id = e.carrier_id and f.id = e.contact_id and f.first_id <> e.contact_id;
