-- how many calls of a group were signed at each level, and how many were carried without a signature though they were no emergency:
-- promise R22, 64.6301(a)
alter table gate_group
  add column signed_a integer,
  add column signed_b integer,
  add column signed_c integer,
  add column unsigned integer;

update gate_group g set signed_a = n.a, signed_b = n.b, signed_c = n.c, unsigned = n.unsigned
from (
  select o.carrier_id, o.id,
    count(*) filter (where line ->> 'attest' = 'A') as a,
    count(*) filter (where line ->> 'attest' = 'B') as b,
    count(*) filter (where line ->> 'attest' = 'C') as c,
    count(*) filter (where line ->> 'attest' is null and line ->> 'carry' = 'true' and line ->> 'emergency' = 'false') as unsigned
  from gate_group o
  cross join lateral (select told::jsonb as line from unnest(string_to_array(o.lines, E'\n')) told) as read
  where o.lines is not null
  group by o.carrier_id, o.id
) n
where g.carrier_id = n.carrier_id and g.id = n.id;

-- null where the lines were purged before anybody counted
alter table gate_group add constraint signatures_counted check (
  num_nonnulls(signed_a, signed_b, signed_c, unsigned) in (0, 4)
  and signed_a >= 0 and signed_b >= 0 and signed_c >= 0 and unsigned >= 0
  and refused + signed_a + signed_b + signed_c + unsigned <= calls);
