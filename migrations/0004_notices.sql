-- a notice text; only its approval is ever added, once
create table notice_version (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  -- translations of one notice
  group_id uuid not null,
  kind text not null check (kind in ('opt-out', 'opt-in')),
  language text not null check (language in ('en', 'es')),
  subject text,
  sender text,
  body text not null check (body <> ''),
  wait_days integer not null check (wait_days >= 0),
  cpni text[] not null check (cpni <> '{}'),
  recipients text[] not null check (recipients <> '{}'),
  purposes text[] not null check (purposes <> '{}'),
  entities jsonb not null,
  channels text[] not null check (channels <> '{}'),
  methods text[] not null check (methods <> '{}'),
  type_points numeric,
  in_use_since date,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  author_id uuid,
  author_name text not null,
  created_at instant not null,
  approved_by uuid,
  approver_name text,
  approved_at instant,
  approved_hash text,
  primary key (carrier_id, id),
  unique (carrier_id, content_hash),
  check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (approved_hash is null)
    and (approved_by is null) = (approver_name is null)),
  -- another person approves, and approves these very words
  constraint another_person_approves check (approved_by <> author_id),
  check (approved_hash = content_hash),
  -- 64.2008(d)(1)
  check (approved_by is null or kind = 'opt-in' or wait_days >= 30)
);
create index notice_version_group on notice_version (carrier_id, group_id);

create function notice_version_stays() returns trigger language plpgsql as $$
begin
  if old.approved_by is not null then
    raise exception 'an approved notice never changes';
  end if;
  if (to_jsonb(new) - '{approved_by,approver_name,approved_at,approved_hash}'::text[])
     is distinct from (to_jsonb(old) - '{approved_by,approver_name,approved_at,approved_hash}'::text[]) then
    raise exception 'a notice version never changes: draft another one';
  end if;
  return new;
end $$;
create trigger notice_version_stays before update on notice_version for each row execute function notice_version_stays();

create table delivery (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  version_id uuid not null,
  customer_id uuid not null,
  method text not null check (method in ('email', 'mail', 'bill-insert', 'web', 'text', 'oral')),
  sent_at instant not null,
  reference text,
  recorded_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, version_id) references notice_version (carrier_id, id),
  foreign key (carrier_id, customer_id) references customer (carrier_id, id),
  -- the same sending reported twice is one
  unique (carrier_id, customer_id, version_id, method, sent_at)
);
create index delivery_version on delivery (carrier_id, version_id, sent_at);
