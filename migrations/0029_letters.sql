-- the paper form of a notice that also goes out by e-mail: the same notice in the same language, covering the same
alter table notice_version add column form_of uuid;
alter table notice_version add foreign key (carrier_id, form_of) references notice_version (carrier_id, id);
alter table notice_version add check (form_of is null or methods <@ '{mail,bill-insert}'::text[]);

create function paper_form_is_the_same_notice() returns trigger language plpgsql as $$
declare original notice_version;
begin
  if new.form_of is null then return new; end if;
  select * into original from notice_version where carrier_id = new.carrier_id and id = new.form_of;
  if original.form_of is not null
     or (new.group_id, new.kind, new.language, new.wait_days, new.cpni, new.recipients, new.purposes)
        is distinct from (original.group_id, original.kind, original.language, original.wait_days, original.cpni,
          original.recipients, original.purposes)
     or not (new.entities @> original.entities and new.entities <@ original.entities) then
    raise exception 'a paper form is the same notice in the same language, and covers the same';
  end if;
  return new;
end $$;
create trigger paper_form_is_the_same_notice before insert on notice_version
  for each row execute function paper_form_is_the_same_notice();

-- codes of a batch come from its seed, so that a part made again after a crash is the same; gone when the letters are
alter table letter_batch add column code_seed bytea;
alter table letter_batch add column why text;
alter table letter_batch add column certificate bytea;
alter table letter_batch alter column certificate set storage external;
alter table letter_batch add check ((code_seed is not null) = (state in ('open', 'printed')));
alter table letter_batch add check ((certificate is null) or certificate_hash is not null);
alter table letter_batch add check ((why is not null) = (state = 'cancelled'));
-- whoever prints a sending's letters finishes or cancels before the next
create unique index letter_batch_open on letter_batch (carrier_id, run_id) where state = 'open';

-- a file of letters for the printer: one wording in one language, all of the same number of pages
create table letter_part (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  batch_id uuid not null,
  part integer not null check (part > 0),
  version_id uuid not null,
  first_sequence integer not null check (first_sequence > 0),
  letters integer not null check (letters > 0),
  pages_each integer not null check (pages_each > 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  -- null when the letters of a cancelled batch were thrown away
  pdf bytea,
  made_at instant not null,
  -- when the deliveries of its letters were recorded after the post took them
  recorded_at instant,
  primary key (carrier_id, batch_id, part),
  unique (carrier_id, batch_id, first_sequence),
  foreign key (carrier_id, batch_id) references letter_batch,
  foreign key (carrier_id, version_id) references notice_version (carrier_id, id)
);
-- PDF is compressed already
alter table letter_part alter column pdf set storage external;
