-- a certification of a year; never changed once signed but for its receipt and its end by an amendment
create table filing (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('certification')),
  year integer not null check (year between 1996 and 9999),
  companies jsonb not null check (jsonb_array_length(companies) > 0),
  contact jsonb not null,
  sender jsonb not null,
  outcome jsonb not null,
  -- codes of the sentences for which confidential treatment is asked
  withheld text[] not null,
  state text not null check (state in ('draft', 'prepared', 'signed', 'filed', 'superseded')),
  -- sentences and documents belong to a round: writing and preparing again open another
  round integer not null default 0,
  officer_id uuid references person,
  signing_on date,
  files_on date check (files_on >= signing_on),
  packet_hash text check (packet_hash ~ '^[0-9a-f]{64}$'),
  amends_id uuid,
  changes text[] not null,
  signature_id uuid,
  opened_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, amends_id) references filing,
  check ((amends_id is null) = (cardinality(changes) = 0)),
  check (state = 'draft' or (officer_id is not null and signing_on is not null and files_on is not null and packet_hash is not null)),
  -- signed exactly when a signature stands
  constraint signed_by_somebody check ((signature_id is null) = (state in ('draft', 'prepared')))
);
create unique index filing_year on filing (carrier_id, kind, year) where amends_id is null;
create unique index filing_amended_once on filing (carrier_id, amends_id) where amends_id is not null;

create table filing_sentence (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  round integer not null,
  section text not null,
  -- the section's number, and the sentence's in it
  chapter integer not null,
  position integer not null,
  code text not null,
  text text not null check (text <> ''),
  concepts text[] not null,
  cites text[] not null,
  controls text[] not null,
  mark text not null check (mark in ('supported', 'partly', 'untested', 'contradicted')),
  evidence jsonb not null,
  judged_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, filing_id) references filing,
  unique (carrier_id, filing_id, round, chapter, position),
  check (cardinality(controls) > 0 or mark = 'untested')
);

create table filing_document (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  round integer not null,
  kind text not null check (kind in ('cover-letter', 'certificate', 'certificate-public', 'statement', 'statement-public',
    'metadata', 'checklist', 'signature-page')),
  name text not null,
  title text not null,
  position integer not null,
  media_type text not null,
  bytes bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- whether the officer signs it: the checklist and the signature page stand beside
  signed boolean not null,
  made_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, filing_id) references filing,
  unique (carrier_id, filing_id, round, name),
  check (sha256 = encode(sha256(bytes), 'hex'))
);

create table filing_signature (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  officer_id uuid not null references person,
  officer_name text not null,
  officer_title text not null,
  signed_at instant not null,
  packet_hash text not null check (packet_hash ~ '^[0-9a-f]{64}$'),
  seal text not null check (seal ~ '^[0-9a-f]{64}$'),
  consent text not null,
  recipe text[] not null,
  page_id uuid not null,
  entry_id uuid not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, filing_id) references filing,
  foreign key (carrier_id, page_id) references filing_document,
  foreign key (carrier_id, entry_id) references ledger_entry,
  unique (carrier_id, filing_id)
);
alter table filing add foreign key (carrier_id, signature_id) references filing_signature;

create table filing_receipt (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  confirmation text not null check (confirmation <> ''),
  received_at instant not null,
  due_on date not null,
  late_days integer not null,
  recorded_by uuid,
  recorded_at instant not null,
  entry_id uuid not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, filing_id) references filing,
  unique (carrier_id, filing_id)
);

create function signed_filing_stays() returns trigger language plpgsql as $$
begin
  if old.state in ('signed', 'filed', 'superseded')
     and (to_jsonb(new) - 'state') is distinct from (to_jsonb(old) - 'state') then
    raise exception 'a signed filing never changes: amend it';
  end if;
  if (old.state, new.state) not in (('draft', 'draft'), ('draft', 'prepared'), ('prepared', 'draft'), ('prepared', 'prepared'),
      ('prepared', 'signed'), ('signed', 'filed'), ('filed', 'superseded')) then
    raise exception 'a filing does not go from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger signed_filing_stays before update on filing for each row execute function signed_filing_stays();

-- nothing is written into a round that was signed, except what stands beside it
create function signed_round_stays() returns trigger language plpgsql as $$
begin
  if exists (select 1 from filing f where f.carrier_id = new.carrier_id and f.id = new.filing_id
             and f.state in ('signed', 'filed', 'superseded')) then
    raise exception 'a signed filing takes no more sentences: amend it';
  end if;
  return new;
end $$;
create trigger signed_round_stays before insert on filing_sentence for each row execute function signed_round_stays();
