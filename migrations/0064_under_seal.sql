-- A court may order that nobody is told of a demand (18 U.S.C. 2705(b)). A disclosure and a hold by such a demand say so, so that who
-- does not answer demands sees neither: an agent speaks with the customer.
alter table disclosure add column secrecy text not null default 'none' check (secrecy in ('none', 'ordered'));
update disclosure d set secrecy = 'ordered' from legal_request r
  where r.carrier_id = d.carrier_id and r.secrecy = 'ordered' and d.reference = 'legal-request:' || r.id;

alter table legal_hold add column secrecy text not null default 'none' check (secrecy in ('none', 'ordered'));
-- a hold never changes: this once it learns what its demand said all along
alter table legal_hold disable trigger hold_stays;
update legal_hold h set secrecy = 'ordered' from legal_request r
  where r.carrier_id = h.carrier_id and r.secrecy = 'ordered' and h.why = 'Legal request ' || r.id;
alter table legal_hold enable trigger hold_stays;
