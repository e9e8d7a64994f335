-- An investigation that a demand under seal gave cause to is under seal, too (18 U.S.C. 2705(b)): who does not answer demands sees none of it.
alter table investigation add column secrecy text not null default 'none' check (secrecy in ('none', 'ordered'));
update investigation i set secrecy = 'ordered' from investigation_intake n
  join legal_request r on r.carrier_id = n.carrier_id and n.reference = 'legal-request:' || r.id
  where n.carrier_id = i.carrier_id and n.investigation_id = i.id and r.secrecy = 'ordered';
