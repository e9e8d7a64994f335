-- 64.2008(d)(3)(i): to which e-mail address a notice went, so that its silence counts where consent was given for that address

-- one name for an address, however often it was ended and linked again: its first link
update permission_event e set contact_id = (
    select k.id from customer_contact k
    where k.carrier_id = e.carrier_id and k.customer_id = e.customer_id and k.kind = 'email' and k.key = said.key
    order by k.linked_day, k.id limit 1)
  from customer_contact said
  where said.carrier_id = e.carrier_id and said.id = e.contact_id and e.type = 'email-consent';

alter table permission_event drop constraint permission_event_contact;
alter table permission_event add constraint permission_event_contact
  check (contact_id is null or type = 'email-consent' or (type = 'notice' and method = 'email'));

-- what went before anybody asked counts as it did: for the address of the consent that stood then
update permission_event e set contact_id = (
    select c.contact_id from permission_event c
    where c.carrier_id = e.carrier_id and c.customer_id = e.customer_id and c.type = 'email-consent' and c.at <= e.at
    order by c.at desc, c.id desc limit 1)
  where e.type = 'notice' and e.method = 'email';
