-- 64.2011(b): words that speak of a breach go to no customer while a hold stands; compliance may say of a sending why its words tell of none
alter table sending_run add column not_of_breach text check (not_of_breach <> '');
alter table sending_run add constraint sending_run_of_breach check (breach_id is null or not_of_breach is null);

-- since when it is not known whether the e-mail of a message went out: the same notice goes to that customer by e-mail no more
alter table message add column in_doubt_at instant;
update message set in_doubt_at = changed_at where why = 'it is not known whether the e-mail went out';

-- the e-mail address that a consent to notices by e-mail was given for, 64.2008(d)(3)(i); null where the customer had none then
alter table permission_event add column contact_id uuid;
alter table permission_event add foreign key (carrier_id, contact_id) references customer_contact (carrier_id, id);
alter table permission_event add constraint permission_event_contact check (contact_id is null or type = 'email-consent');
update permission_event e set contact_id = (
    select k.id from customer_contact k
    where k.carrier_id = e.carrier_id and k.customer_id = e.customer_id and k.kind = 'email'
      and k.linked_day <= legal_day(e.at, c.zone) and (k.until_at is null or k.until_at > e.at)
    order by k.linked_day desc, k.id desc limit 1)
  from carrier c where c.id = e.carrier_id and e.type = 'email-consent';
