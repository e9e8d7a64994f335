-- Evidence of what is under seal (18 U.S.C. 2705(b)) is read by those who answer demands only; it stays in the tree like any other.
alter table ledger_entry add column secrecy text not null default 'none' check (secrecy in ('none', 'ordered'));

update ledger_entry e set secrecy = 'ordered' from legal_request r
  where r.secrecy = 'ordered' and e.carrier_id = r.carrier_id and e.subject = 'legal-request:' || r.id;
update ledger_entry e set secrecy = 'ordered' from legal_hold h
  where h.secrecy = 'ordered' and e.carrier_id = h.carrier_id and e.subject = 'legal-hold:' || h.id;
update ledger_entry e set secrecy = 'ordered' from disclosure d
  where d.secrecy = 'ordered' and e.carrier_id = d.carrier_id and e.subject = 'disclosure:' || d.id;
-- the answers behind a disclosure, given or not
update ledger_entry e set secrecy = 'ordered' from decision a
  join ledger_entry l on l.carrier_id = a.carrier_id and l.kind = 'disclosure.logged' and l.secrecy = 'ordered'
    and l.body::jsonb -> 'facts' -> 'decisions' ? a.id::text
  where e.carrier_id = a.carrier_id and e.id = a.entry_id;
update ledger_entry e set secrecy = 'ordered' from investigation_intake n
  join legal_request r on r.carrier_id = n.carrier_id and n.reference = 'legal-request:' || r.id and r.secrecy = 'ordered'
  where e.carrier_id = n.carrier_id and e.subject = 'investigation:' || n.investigation_id;
update ledger_entry e set secrecy = 'ordered' from task t
  join legal_request r on r.carrier_id = t.carrier_id and t.subject = 'legal-request:' || r.id and r.secrecy = 'ordered'
  where e.carrier_id = t.carrier_id and e.subject = 'task:' || t.id;
