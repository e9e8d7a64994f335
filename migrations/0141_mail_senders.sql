-- 64.1200(n)(1): whom a mail to the traceback desk is from is what its signature proves, not what it says
alter table traceback_mail
  -- null before it was looked at; `unknown`: no name server answered
  add column sender text check (sender in ('proven', 'unsigned', 'failing', 'unknown')),
  add column sender_domain text,
  add constraint proven_of_a_domain check ((sender_domain is not null) = (sender is not distinct from 'proven'));

-- how whoever confirmed a request made sure that it is the requester's, where its mail does not prove that
alter table traceback add column verified_how text;

create or replace function forget_tracebacks(carrier uuid, records uuid[]) returns void language sql as $$
  delete from traceback_call where carrier_id = $1 and traceback_id = any ($2);
  update traceback set original = '(purged)', parsed = '{}', call = '{}', sheet = '{}', upstream = null, answered_reference = null, salt = null,
    verified_how = null
  where carrier_id = $1 and id = any ($2);
  update trace_forward set contact = '(purged)', call = '{}', why = '(purged)', salt = null,
    answer = case when answer is not null then '(purged)' end
  where carrier_id = $1 and id = any ($2);
$$;
