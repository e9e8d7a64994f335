-- 64.1200(n)(1): what proves that an answer was given in the portal of whoever asked: a picture of it, kept and forgotten with the request
create table traceback_proof (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  traceback_id uuid not null,
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  size integer not null check (size between 1 and 10485760),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  content bytea not null check (octet_length(content) = size),
  added_by text not null,
  added_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, traceback_id, hash),
  foreign key (carrier_id, traceback_id) references traceback
);

create or replace function forget_tracebacks(carrier uuid, records uuid[]) returns void language sql as $$
  delete from traceback_call where carrier_id = $1 and traceback_id = any ($2);
  delete from traceback_proof where carrier_id = $1 and traceback_id = any ($2);
  update traceback set original = '(purged)', parsed = '{}', call = '{}', sheet = '{}', upstream = null, answered_reference = null, salt = null,
    verified_how = null
  where carrier_id = $1 and id = any ($2);
  update trace_forward set contact = '(purged)', call = '{}', why = '(purged)', salt = null,
    answer = case when answer is not null then '(purged)' end
  where carrier_id = $1 and id = any ($2);
$$;
