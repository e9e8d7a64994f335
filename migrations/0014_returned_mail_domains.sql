-- The domains whose mail the built-in listener takes for a carrier; looked up before the carrier is known.
create table return_domain (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  domain text not null check (domain = lower(domain) and domain ~ '^[a-z0-9.-]+$'),
  primary key (carrier_id, domain)
);
-- mail for one domain goes to one carrier
create unique index return_domain_once on return_domain (domain);
