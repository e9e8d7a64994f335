-- with what a carrier signs its calls, as dated records: 64.6301, AUTH-2025
create table signing_credential (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  spc text not null check (spc ~ '^[0-9A-Z]+$'),
  x5u text not null check (x5u like 'https://%'),
  -- PEM, the own certificate first
  chain text not null,
  -- PKCS#8, encrypted; its passphrase lies in the installation's folder and in no dump of the database
  sealed_key text not null,
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  not_before instant not null,
  not_after instant not null check (not_after > not_before),
  from_at instant not null,
  retired_at instant check (retired_at >= from_at),
  retired_why text,
  added_by text not null,
  primary key (carrier_id, id),
  check ((retired_at is null) = (retired_why is null))
);
create unique index signing_credential_in_force on signing_credential (carrier_id, fingerprint) where retired_at is null;
create trigger gate_sees_insert after insert on signing_credential
  referencing new table as changed for each statement execute function tell_gate();
create trigger gate_sees_update after update on signing_credential
  referencing new table as changed for each statement execute function tell_gate();

-- operating company number and service provider code token, each as long as it holds
create table signing_paper (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('ocn', 'spc-token')),
  code text not null check (code ~ '^[0-9A-Z]+$'),
  issuer text not null check (issuer <> ''),
  from_day date not null,
  until_day date check (until_day >= from_day),
  recorded_at instant not null,
  primary key (carrier_id, id)
);
