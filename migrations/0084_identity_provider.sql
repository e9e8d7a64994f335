-- the carrier's own OIDC provider; its client secret lies in the installation's folder
create table identity_provider (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  issuer text not null,
  client_id text not null,
  -- whether an address counts only where the provider says that it verified it
  addresses text not null check (addresses in ('verified-only', 'as-given')),
  set_by text not null,
  set_at instant not null,
  ended_at instant,
  primary key (carrier_id, id)
);
create unique index identity_provider_in_force on identity_provider (carrier_id) where ended_at is null;

-- whom a provider means by its subject: from the first sign-in on, whatever address it names later
create table provider_link (
  carrier_id uuid not null references carrier,
  id uuid not null,
  provider_id uuid not null,
  subject text not null,
  person_id uuid not null references person,
  linked_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, provider_id, subject),
  foreign key (carrier_id, provider_id) references identity_provider
);
create index provider_link_person on provider_link (person_id);
