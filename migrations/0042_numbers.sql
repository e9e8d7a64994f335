-- numbers: rights in blocks of at most an exchange, and the lists of numbers that no call may show. 64.1200(o), 64.6301

-- whoever looks for the block of a number looks no further back than this: under row security no index knows ranges
alter table number_right add constraint at_most_an_exchange check (last_number - first_number < 10000);

-- under it an account's numbers are hashed for evidence
create table number_salt (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  account_id uuid not null,
  salt text not null,
  primary key (carrier_id, account_id),
  foreign key (carrier_id, account_id) references voice_account
);

-- a version of a list from one source; the rule falls on each carrier, which must show the list that it used: public files too are
-- kept for each
create table number_list (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  -- held: the carrier's own stock, of which is unused what nobody has a right to; emergency: PSAPs and 911 call-back numbers
  kind text not null check (kind in ('do-not-originate', 'invalid', 'unallocated', 'held', 'emergency')),
  source text not null check (source <> ''),
  format text not null,
  -- the day of which the file tells
  version_on date not null,
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  lines integer not null check (lines >= 0),
  refused integer not null check (refused between 0 and lines),
  blocks integer not null check (blocks >= 0),
  numbers bigint not null check (numbers >= 0),
  imported_by text not null,
  -- null while its blocks are still being written
  in_force_at instant,
  -- a later version took its place
  replaced_at instant check (replaced_at >= in_force_at),
  primary key (carrier_id, id)
);
create unique index number_list_in_force on number_list (carrier_id, kind, source) where in_force_at is not null and replaced_at is null;
create index number_list_kind on number_list (carrier_id, kind, in_force_at);

-- neither touching nor overlapping; those of a version long replaced are gone, its hash and counts stay
create table number_list_block (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  list_id uuid not null,
  first_number bigint not null check (first_number > 0),
  last_number bigint not null check (last_number >= first_number and last_number < 1000000000000000),
  primary key (carrier_id, list_id, first_number),
  foreign key (carrier_id, list_id) references number_list
);

create trigger gate_sees_update after update on number_list
  referencing new table as changed for each statement execute function tell_gate();
