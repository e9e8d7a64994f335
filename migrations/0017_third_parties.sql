-- who outside the carrier receives CPNI, under which paper, and every instance of it: 64.2007(b)(2), 64.2009(c)
create table third_party (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('agent', 'affiliate-communications', 'affiliate-other', 'joint-venture',
    'independent-contractor', 'third-party', 'new-carrier')),
  contact text not null,
  -- sub-agents answer to this agent; each is a party of its own, by name
  works_for uuid,
  from_day date not null,
  until_day date check (until_day >= from_day),
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, works_for) references third_party,
  check (works_for is null or (kind = 'agent' and works_for <> id))
);
create unique index third_party_name on third_party (carrier_id, lower(name)) where until_day is null;

create table agreement (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  party_id uuid not null,
  kind text not null check (kind in ('confidentiality', 'agency')),
  title text not null check (title <> ''),
  text text not null check (text <> ''),
  text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
  -- the words of each clause as found or shown by a person: null where the text holds none
  use_limit text,
  no_onward text,
  safeguards text,
  signed_on date not null,
  from_day date not null check (from_day >= signed_on),
  until_day date check (until_day >= from_day),
  entered_by uuid references person,
  entered_at instant not null,
  accepted_by uuid references person,
  accepter_name text,
  accepted_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, party_id) references third_party,
  unique (carrier_id, party_id, text_hash, from_day),
  check (num_nulls(accepted_by, accepter_name, accepted_at) in (0, 3)),
  -- accepted only whole, and by another person than who entered it
  constraint accepted_with_all_clauses check (accepted_at is null or num_nulls(use_limit, no_onward, safeguards) = 0),
  constraint another_person_accepts check (accepted_by is distinct from entered_by or accepted_by is null)
);
create index agreement_party on agreement (carrier_id, party_id);

-- what an agent or partner signs: that it uses CPNI only for the purpose given, and that those below it do so too
create table party_acknowledgment (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  party_id uuid not null,
  signed_on date not null,
  signer_name text not null check (signer_name <> ''),
  writing_hash text not null check (writing_hash ~ '^[0-9a-f]{64}$'),
  -- sub-agents that the signer answers for, by name
  answers_for uuid[] not null,
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, party_id) references third_party,
  unique (carrier_id, party_id, signed_on)
);

create table disclosure (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  party_id uuid,
  recipient text not null,
  -- who received it, where that is no registered party: an agency, a court, the traceback consortium
  to_name text not null check (to_name <> ''),
  purpose text not null,
  reason text not null check (reason <> ''),
  -- what is offered, where it is for marketing
  offer jsonb,
  recipient_serves text[] not null,
  cpni text[] not null check (cardinality(cpni) > 0),
  agreement_id uuid,
  campaign_id uuid,
  reference text,
  started_at instant not null,
  ended_at instant,
  state text not null check (state in ('running', 'complete', 'stopped')),
  stopped_why text,
  given integer not null default 0,
  withheld integer not null default 0,
  -- SHA-256 over the lines given, in order
  manifest_hash text check (manifest_hash ~ '^[0-9a-f]{64}$'),
  actor text not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, party_id) references third_party,
  foreign key (carrier_id, agreement_id) references agreement,
  foreign key (carrier_id, campaign_id) references campaign,
  check ((ended_at is null) = (state = 'running')),
  check ((stopped_why is not null) = (state = 'stopped')),
  check ((offer is not null) = (purpose = 'market'))
);
create index disclosure_started on disclosure (carrier_id, started_at);

-- every instance: whose CPNI, by which recorded answer
create table disclosure_item (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  disclosure_id uuid not null,
  decision_id uuid not null,
  customer_id uuid not null,
  at instant not null,
  primary key (carrier_id, disclosure_id, decision_id),
  foreign key (carrier_id, disclosure_id) references disclosure,
  foreign key (carrier_id, customer_id) references customer
);
create index disclosure_item_customer on disclosure_item (carrier_id, customer_id, at);

-- the carrier's register of security practices, 64.2010(a): each with an owner and the date by which it is looked at again
create table practice (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  title text not null check (title <> ''),
  description text not null,
  owner_id uuid not null references person,
  owner_name text not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  review_months integer not null check (review_months between 1 and 36),
  primary key (carrier_id, id)
);

create table practice_review (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  practice_id uuid not null,
  reviewed_on date not null,
  verdict text not null check (verdict in ('holds', 'changed', 'fails')),
  note text not null check (note <> ''),
  reviewer_id uuid references person,
  reviewer_name text not null,
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, practice_id) references practice
);
create index practice_review_practice on practice_review (carrier_id, practice_id, reviewed_on);
