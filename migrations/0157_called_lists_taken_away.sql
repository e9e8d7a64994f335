-- A list that was taken in by mistake counts no more from the moment somebody says so and why; the same file may come again.
alter table called_list
  add column gone_at instant,
  add column gone_by text,
  add column gone_why text,
  add constraint called_list_gone_whole check (num_nonnulls(gone_at, gone_by, gone_why) in (0, 3)),
  drop constraint called_list_carrier_id_kind_published_on_sha256_key;
create unique index called_list_once on called_list (carrier_id, kind, published_on, sha256) where gone_at is null;
drop index called_list_newest;
create index called_list_newest on called_list (carrier_id, kind, published_on) where gone_at is null;
