-- what the check of a packet found that does not stop it, by round, and what a person answered to it in writing
create table filing_finding (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  round integer not null,
  n integer not null,
  code text not null check (code <> ''),
  severity text not null check (severity in ('error', 'warning', 'info')),
  message text not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, filing_id) references filing,
  unique (carrier_id, filing_id, round, n)
);

create table filing_answer (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  filing_id uuid not null,
  code text not null check (code <> ''),
  answer text not null check (answer <> ''),
  person_name text not null,
  at instant not null,
  entry_id uuid not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, filing_id) references filing,
  foreign key (carrier_id, entry_id) references ledger_entry
);
create index filing_answer_filing on filing_answer (carrier_id, filing_id, at);

create trigger signed_round_stays before insert on filing_finding for each row execute function signed_round_stays();
create trigger before_the_signature before insert on filing_answer for each row execute function before_the_signature();
