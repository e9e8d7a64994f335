-- 64.2008(d)(3)(i): a consent that came with a file is for the address of that file, though the file's day of consent lies before the day
-- on which the address was linked here: the newest that stood on the account when the file was read
update permission_event e set contact_id = (
    select k.id from customer_contact k
    where k.carrier_id = e.carrier_id and k.customer_id = e.customer_id and k.kind = 'email'
      and k.linked_day <= legal_day(e.recorded_at, c.zone) and (k.until_at is null or k.until_at > e.recorded_at)
    order by k.linked_day desc, k.id desc limit 1)
  from carrier c where c.id = e.carrier_id and e.type = 'email-consent' and e.contact_id is null
    -- what staff recorded names its address itself
    and not exists (
      select 1 from ledger_entry l where l.carrier_id = e.carrier_id and l.subject = 'customer:' || e.customer_id
        and l.kind = 'email-consent.given' and l.body::jsonb -> 'facts' ->> 'event' = e.id::text);
