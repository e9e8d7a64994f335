-- what the profile and the signing papers lack comes from the newest version of the registration, from which 0083 takes it out. It came later than
-- 0083: where that ran already there is nothing left to carry over
create temporary table newest_registration on commit drop as
  select distinct on (carrier_id) * from registration order by carrier_id, version desc;

update carrier c set
  frn = coalesce(c.frn, r.facts ->> 'frn'),
  address = case when btrim(c.address) = '' then coalesce(r.facts ->> 'address', '') else c.address end,
  former_names = case when c.former_names = '{}'
    then array(select jsonb_array_elements_text(coalesce(nullif(r.facts -> 'formerNames', 'null'), '[]'))) else c.former_names end
  from newest_registration r where r.carrier_id = c.id;

-- NECA assigns these numbers
insert into signing_paper (carrier_id, id, kind, code, issuer, from_day, recorded_at)
  select r.carrier_id, gen_random_uuid(), 'ocn', r.facts ->> 'operatingCompanyNumber', 'NECA', r.changed_on, r.entered_at
  from newest_registration r
  where r.facts ->> 'operatingCompanyNumber' is not null
    and not exists (select from signing_paper p where p.carrier_id = r.carrier_id and p.kind = 'ocn');
