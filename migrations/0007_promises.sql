-- a filing in which the carrier promised something
create table filed_text (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('cpni-statement', 'mitigation-plan', 'rule-text')),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  text text not null,
  imported_at instant not null,
  -- the promises bind from the first instant of this day, in the carrier's zone
  adopted_from instant,
  adopted_by uuid references person,
  ended_at instant check (ended_at >= adopted_from),
  primary key (carrier_id, id),
  unique (carrier_id, hash),
  check ((adopted_from is null) = (adopted_by is null)),
  check (ended_at is null or adopted_from is not null)
);

-- a sentence of it; `concepts` are numbers of the catalogue, none where the sentence is not mapped
create table promise (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  n integer not null,
  line integer not null check (line > 0),
  end_line integer not null,
  text text not null,
  concepts text[] not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, filing_id) references filed_text,
  unique (carrier_id, filing_id, n),
  check (end_line >= line)
);

-- the promises that decisions must keep, by the codes of the contract
create table carrier_promise (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  code text not null check (code in ('opt-in-only', 'no-cpni-marketing', 'no-sale',
    'written-authorization-for-new-carrier', 'agreement-for-partners', 'opt-in-for-partners',
    'refusal-stops-all-marketing', 'phone-release-three-ways', 'no-sharing-beyond-service')),
  from_at instant not null,
  until_at instant check (until_at > from_at),
  -- the sentence that promises it; null where a person entered the code without a filing
  promise_id uuid,
  primary key (carrier_id, id),
  foreign key (carrier_id, promise_id) references promise
);
create unique index carrier_promise_current on carrier_promise (carrier_id, code, promise_id) nulls not distinct where until_at is null;
create index carrier_promise_from on carrier_promise (carrier_id, from_at);
