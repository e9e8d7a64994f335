-- links with a secret that serve once: an invitation to a carrier, a new password, and the first administrator of an installation,
-- which is no carrier's yet
create table access_link (
  carrier_id uuid default current_setting('compline.carrier', true)::uuid references carrier,
  id uuid primary key,
  kind text not null check (kind in ('invitation', 'password', 'first')),
  email text check (email = lower(email)),
  name text,
  roles text[] not null default '{}',
  title text not null default '',
  -- whose password
  person_id uuid references person,
  made_by text not null,
  -- known to whoever has the mail; null until that is written
  secret_hash bytea unique check (length(secret_hash) = 32),
  created_at instant not null,
  expires_at instant not null,
  sent_at instant,
  used_at instant,
  ended_at instant,
  check ((carrier_id is null) = (kind = 'first')),
  check ((kind = 'invitation') <= (email is not null and name is not null)),
  check ((kind = 'password') <= (email is not null and person_id is not null))
);
create index access_link_carrier on access_link (carrier_id, created_at);
create unique index access_link_invited on access_link (carrier_id, email)
  where kind = 'invitation' and used_at is null and ended_at is null;

-- passkeys (WebAuthn): the public half; the private one never leaves its device
create table passkey (
  id uuid primary key,
  person_id uuid not null references person,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null check (name <> ''),
  created_at instant not null,
  last_used_at instant,
  ended_at instant
);
create index passkey_person on passkey (person_id);

-- what a device is asked to sign; once, within five minutes
create table passkey_challenge (
  challenge_hash bytea primary key check (length(challenge_hash) = 32),
  person_id uuid references person,
  expires_at instant not null
);
create index passkey_challenge_ends on passkey_challenge (expires_at);
