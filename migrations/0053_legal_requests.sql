-- Legal process (64.6305(d)(2)(iii), 47 USC 222(c)(1)): what was demanded, what counsel found, what was given, and what is held for it

create table legal_request (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  kind text not null check (kind in ('subpoena', 'warrant', 'court-order', 'civil-investigative-demand', 'enforcement-letter')),
  -- by whom it was issued, and who of them asks
  authority text not null check (btrim(authority) <> ''),
  authority_kind text not null check (authority_kind in ('court', 'law-enforcement', 'attorney-general', 'fcc', 'agency', 'private-litigant')),
  officer text not null,
  reference text not null check (btrim(reference) <> ''),
  -- its scope: in words, and as far as records are found by it
  wants text not null check (btrim(wants) <> ''),
  contents text not null check (contents in ('asked', 'not-asked')),
  classes text[] not null,
  numbers text[] not null,
  from_at instant,
  until_at instant,
  received_at instant not null,
  received_how text not null check (received_how in ('served', 'mail', 'e-mail', 'fax', 'portal')),
  -- the day that it names itself
  due_on date,
  -- whether a court forbids to tell the customer
  secrecy text not null check (secrecy in ('none', 'ordered')),
  original_hash text check (original_hash ~ '^[0-9a-f]{64}$'),
  salt text not null,
  entered_by uuid not null references person,
  enterer_name text not null,
  entered_at instant not null,
  -- what keeps the records it asks for
  hold_id uuid not null,
  closed_at instant,
  outcome text check (outcome in ('complied', 'complied-in-part', 'objected', 'none-found', 'withdrawn')),
  closing text,
  closer_name text,
  primary key (carrier_id, id),
  foreign key (carrier_id, hold_id) references legal_hold,
  check (received_at <= entered_at),
  check (until_at > from_at),
  check ((closed_at is null) = (outcome is null) and (closed_at is null) = (closing is null) and (closed_at is null) = (closer_name is null))
);
create index legal_request_received on legal_request (carrier_id, received_at);
create index legal_request_open on legal_request (carrier_id, received_at) where closed_at is null;

-- what counsel found: whether it binds, and which classes of CPNI it opens. The last one stands
create table legal_request_assessment (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  request_id uuid not null,
  finding text not null check (finding in ('valid', 'defective', 'unclear')),
  may_give text[] not null,
  why text not null check (btrim(why) <> ''),
  assessed_by uuid not null references person,
  assessor_name text not null,
  assessed_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, request_id) references legal_request,
  constraint only_a_valid_demand_opens check (finding = 'valid' or may_give = '{}')
);
create index legal_request_assessment_request on legal_request_assessment (carrier_id, request_id, assessed_at);

-- call records that were read for it: how many, and the hash of the file that was made of them
create table legal_request_pull (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  request_id uuid not null,
  from_at instant not null,
  until_at instant not null,
  calls integer not null check (calls >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  pulled_by text not null,
  pulled_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, request_id) references legal_request
);
create index legal_request_pull_request on legal_request_pull (carrier_id, request_id);

-- what it was answered
create table legal_request_answer (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('given', 'objected', 'none-found', 'told-when', 'extended')),
  to_name text not null,
  how text not null check (how in ('portal', 'e-mail', 'mail', 'courier', 'in-person', 'telephone')),
  note text not null,
  classes text[] not null,
  -- name, size and hash of each file
  files jsonb not null,
  -- the day on which what was asked for comes, by our word or by their leave
  comes_on date,
  -- who found it valid, where something was given: never who gave it
  assessed_by uuid,
  disclosure_id uuid,
  answered_by uuid not null references person,
  answerer_name text not null,
  answered_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, request_id) references legal_request,
  foreign key (carrier_id, disclosure_id) references disclosure,
  constraint two_persons_give check (kind <> 'given' or (assessed_by is not null and assessed_by <> answered_by)),
  constraint cpni_is_logged check ((classes <> '{}') = (disclosure_id is not null)),
  check ((comes_on is not null) = (kind in ('told-when', 'extended')))
);
-- nothing is given but what the last word of whoever found it valid opens
create function legal_request_opens_it() returns trigger language plpgsql as $$
declare
  last legal_request_assessment;
begin
  select * into last from legal_request_assessment a where a.carrier_id = new.carrier_id and a.request_id = new.request_id
    order by a.assessed_at desc, a.id desc limit 1;
  if last.id is null or last.finding <> 'valid' or last.assessed_by <> new.assessed_by or not new.classes <@ last.may_give then
    raise exception 'the last assessment of legal request % does not open what is given', new.request_id
      using errcode = 'check_violation', constraint = 'only_what_is_opened_is_given';
  end if;
  return new;
end $$;
create trigger legal_request_answer_opened before insert on legal_request_answer
  for each row when (new.kind = 'given') execute function legal_request_opens_it();
create index legal_request_answer_request on legal_request_answer (carrier_id, request_id, answered_at);

-- No rule names a time; five years are those of traceback files (RT-12)
insert into retention_class values ('legal', 60, '{47 CFR 64.6305(d)(2)(iii)}');
create index legal_request_kept on legal_request (carrier_id, received_at) where authority <> '(purged)' and closed_at is not null;
create view retention_legal with (security_invoker = true) as
select r.carrier_id, r.id as record_id, legal_day(coalesce(least(r.from_at, r.received_at), r.received_at), z.zone) as began_on,
  legal_day(r.closed_at, z.zone) as ended_on, null::uuid as customer_id, r.received_at::bigint as from_at
from legal_request r join carrier z on z.id = r.carrier_id where r.closed_at is not null and r.authority <> '(purged)';

create function forget_legal(carrier uuid, records uuid[]) returns void language sql as $$
  update legal_request_assessment set why = '(purged)' where carrier_id = $1 and request_id = any ($2);
  update legal_request_answer set to_name = '(purged)', note = '(purged)', files = '[]' where carrier_id = $1 and request_id = any ($2);
  update legal_request set authority = '(purged)', officer = '(purged)', reference = '(purged)', wants = '(purged)', numbers = '{}',
    closing = '(purged)', salt = replace(gen_random_uuid()::text, '-', '') where carrier_id = $1 and id = any ($2);
$$;
revoke all on function forget_legal(uuid, uuid[]) from public;
grant select on retention_legal to compline_app;
