-- 64.2009(d): a supervisor approves the words that are printed, too. Of before they were bound: the form in which each of the words was
-- printed when the request was decided; what was checked for mail itself is printed as it is
update solicitation s set words = s.words || f.forms
from (
  select r.carrier_id, r.id,
    jsonb_agg(jsonb_build_object('language', p.language, 'versionId', p.id, 'contentHash', p.content_hash) order by p.language) as forms
  from solicitation r
  cross join jsonb_array_elements(r.words) w
  join notice_version v on v.carrier_id = r.carrier_id and v.id = (w ->> 'versionId')::uuid and v.form_of is null
  cross join lateral (
    select p.* from notice_version p
    where p.carrier_id = v.carrier_id and p.form_of = v.id and 'mail' = any(p.methods)
      and p.approved_at <= coalesce(r.decided_at, r.created_at)
    order by p.approved_at desc, p.id desc limit 1) p
  where not 'mail' = any(v.methods)
  group by r.carrier_id, r.id) f
where f.carrier_id = s.carrier_id and f.id = s.id;

-- an export asks whether anything is under seal, which most ledgers hold none of
create index ledger_entry_sealed on ledger_entry (carrier_id, secrecy) where secrecy <> 'none';
