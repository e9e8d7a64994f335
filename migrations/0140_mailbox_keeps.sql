-- What of a mailbox is kept is a mail that is kept: of those that come back, or of the traceback desk. Neither is ever deleted; retention empties it.
alter table mailbox_message add column returned_id uuid, add column traceback_mail_id uuid;
update mailbox_message m set returned_id = r.id from returned_mail r where r.carrier_id = m.carrier_id and r.id = m.kept_id;
update mailbox_message m set traceback_mail_id = t.id from traceback_mail t where t.carrier_id = m.carrier_id and t.id = m.kept_id;
alter table mailbox_message drop column kept_id,
  add constraint mailbox_message_keeps_one check (num_nonnulls(returned_id, traceback_mail_id) = 1),
  add foreign key (carrier_id, returned_id) references returned_mail (carrier_id, id),
  add foreign key (carrier_id, traceback_mail_id) references traceback_mail (carrier_id, id);
