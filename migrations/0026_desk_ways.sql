-- 64.2010(g): a business customer's own way of being known; two things make it lawful, and each has its end
create table business_contract (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  customer_id uuid not null,
  -- a person of the staff, not a mailbox
  representative_id uuid not null,
  representative text not null check (representative <> ''),
  -- where the signed paper lies, and the SHA-256 of it
  reference text not null check (reference <> ''),
  document_hash text not null check (document_hash ~ '^[0-9a-f]{64}$'),
  -- the words of the contract on the protection of CPNI, and the way that they agree on
  clause text not null check (clause <> ''),
  agreed_way text not null check (agreed_way <> ''),
  from_day date not null,
  until_day date not null,
  entered_at instant not null,
  entered_by text not null,
  ended_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer,
  check (until_day >= from_day)
);
create unique index business_contract_one on business_contract (carrier_id, customer_id) where ended_at is null;

-- call detail on its way to an address of record, asked for at the desk
create table desk_dispatch (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  session_id uuid not null,
  customer_id uuid not null,
  contact_id uuid not null,
  way text not null check (way in ('email', 'mail')),
  from_day date not null,
  until_day date not null,
  -- since when the address was linked, and the legal day on which it was asked for
  linked_day date not null,
  wanted_day date not null,
  decision_id uuid not null,
  state text not null check (state in ('wanted', 'sending', 'sent', 'letter', 'posted', 'failed', 'unknown')),
  made_at instant not null,
  sent_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, session_id) references desk_session,
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, contact_id) references customer_contact,
  foreign key (carrier_id, decision_id) references decision,
  check (until_day >= from_day),
  check ((sent_at is not null) = (state in ('sent', 'posted'))),
  check ((way = 'mail') = (state in ('letter', 'posted')) or state = 'failed'),
  constraint held_for_thirty_days check (linked_day + 30 <= wanted_day)
);
create index desk_dispatch_letters on desk_dispatch (carrier_id, id) where state = 'letter';

-- a page or a question by keys on which the customer himself enters his password; it is bound to its session and short-lived
create table desk_prompt (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  session_id uuid not null,
  way text not null check (way in ('text', 'chat', 'keys')),
  -- the number of record that a link is texted to
  service_id uuid,
  token_hash bytea,
  state text not null check (state in ('wanted', 'sending', 'waiting', 'proved', 'locked', 'failed', 'unknown')),
  wrong smallint not null default 0,
  made_at instant not null,
  expires_at instant not null,
  settled_at instant,
  primary key (carrier_id, id),
  unique (carrier_id, token_hash),
  foreign key (carrier_id, session_id) references desk_session,
  foreign key (carrier_id, service_id) references customer_service,
  check ((service_id is not null) = (way = 'text')),
  check (expires_at > made_at)
);

-- a spoken yes for one call: which words were read, which were left out, and why that was lawful
create table spoken_approval (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  session_id uuid not null,
  customer_id uuid not null,
  version_id uuid not null,
  script_hash text not null check (script_hash ~ '^[0-9a-f]{64}$'),
  omitted text[] not null check (omitted <@ array['no-action-after-opt-out', 'sharing', 'deny-later', 'precise-steps']),
  answer text not null check (answer in ('yes', 'no')),
  event_id uuid,
  agent_id uuid not null,
  agent text not null,
  at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, session_id) references desk_session,
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, version_id) references notice_version,
  foreign key (carrier_id, event_id) references permission_event,
  check ((answer = 'yes') = (event_id is not null))
);
