-- a complaint may tell of a breach, or lead to a case of discipline; a link taken back stays as history
create table complaint_link (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  complaint_id uuid not null,
  breach_id uuid,
  case_id uuid,
  linked_at instant not null,
  ended_at instant,
  primary key (carrier_id, id),
  foreign key (carrier_id, complaint_id) references complaint,
  foreign key (carrier_id, breach_id) references breach,
  foreign key (carrier_id, case_id) references discipline_case,
  check (num_nulls(breach_id, case_id) = 1)
);
create unique index complaint_link_breach on complaint_link (carrier_id, complaint_id, breach_id) where ended_at is null;
create unique index complaint_link_case on complaint_link (carrier_id, complaint_id, case_id) where ended_at is null;

-- how many days a complaint may stay open by the carrier's own measure; the last row stands
create table complaint_setting (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  open_days integer not null check (open_days between 1 and 365),
  set_at instant not null,
  primary key (carrier_id, id)
);

-- the reply of which a complaint was made: one complaint a message
alter table complaint add column returned_mail_id uuid;
alter table complaint add foreign key (carrier_id, returned_mail_id) references returned_mail;
create unique index complaint_returned_mail on complaint (carrier_id, returned_mail_id) where returned_mail_id is not null;
