-- What a person wrote of a requester, an upstream provider or a call that was traced forward stands in evidence under a salt that only
-- its row knows: an id is public, and a sentence may name a customer.
alter table traceback_requester add column salt text;
update traceback_requester set salt = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
alter table traceback_requester alter column salt set not null;
alter table upstream_review add column salt text;
update upstream_review set salt = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
alter table upstream_review alter column salt set not null;
-- null once what it sealed is purged
alter table trace_forward add column salt text;
update trace_forward set salt = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') where why <> '(purged)';
alter table trace_forward add constraint salt_while_kept check ((salt is null) = (why = '(purged)'));

create or replace function forget_tracebacks(carrier uuid, records uuid[]) returns void language sql as $$
  delete from traceback_call where carrier_id = $1 and traceback_id = any ($2);
  update traceback set original = '(purged)', parsed = '{}', call = '{}', sheet = '{}', upstream = null, answered_reference = null, salt = null
  where carrier_id = $1 and id = any ($2);
  update trace_forward set contact = '(purged)', call = '{}', why = '(purged)', salt = null,
    answer = case when answer is not null then '(purged)' end
  where carrier_id = $1 and id = any ($2);
$$;

-- An open request whose time nobody could read asks about any call that was made before it came; and a search goes five minutes beyond
-- a day (`reach.wide`), so what it may look at stays.
create or replace function is_asked_about(carrier uuid, first_at bigint, last_at bigint) returns boolean language sql stable as $$
  select exists (select from traceback t where t.carrier_id = $1 and t.state <> 'answered'
    and ((t.asked_at >= $2 - 86700000 and t.asked_at <= $3 + 86700000) or (t.asked_at is null and t.received_at >= $2)));
$$;
