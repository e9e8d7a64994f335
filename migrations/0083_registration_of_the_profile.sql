-- name, number and address of the carrier stand in its profile, its operating company numbers among its signing papers
update registration set facts = facts - '{frn,address,formerNames,operatingCompanyNumber}'::text[];
