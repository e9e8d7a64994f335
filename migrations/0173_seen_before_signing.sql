-- what an officer looked at before signing, and whom he talked to: his personal knowledge, kept beside the signature
create table filing_look (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  person_id uuid not null references person,
  person_name text not null,
  -- null: what was open was closed
  entry_id uuid,
  at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, filing_id) references filing,
  foreign key (carrier_id, entry_id) references ledger_entry
);
create index filing_look_filing on filing_look (carrier_id, filing_id, person_id, at);

create table filing_talk (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  officer_id uuid not null references person,
  officer_name text not null,
  person_id uuid not null references person,
  person_name text not null,
  said text not null check (said <> ''),
  at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, filing_id) references filing
);

create function before_the_signature() returns trigger language plpgsql as $$
begin
  if exists (select 1 from filing f where f.carrier_id = new.carrier_id and f.id = new.filing_id
             and f.state in ('signed', 'filed', 'superseded')) then
    raise exception 'what was seen before signing is not added to afterwards';
  end if;
  return new;
end $$;
create trigger before_the_signature before insert on filing_look for each row execute function before_the_signature();
create trigger before_the_signature before insert on filing_talk for each row execute function before_the_signature();

-- the confirmation of the FCC as it came, beside its number
alter table filing_document drop constraint filing_document_kind_check;
alter table filing_document add constraint filing_document_kind_check check (kind in ('cover-letter', 'certificate',
  'certificate-public', 'statement', 'statement-public', 'metadata', 'checklist', 'signature-page', 'sealed', 'confirmation'));
