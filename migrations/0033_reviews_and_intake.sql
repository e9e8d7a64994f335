-- Who may see CPNI, looked at by somebody who is not looked at: 64.2010(a).
create table access_review (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  opened_on date not null,
  opened_by uuid not null references person,
  opener_name text not null,
  opened_at instant not null,
  closed_on date,
  closed_at instant,
  primary key (carrier_id, id),
  check (num_nulls(closed_on, closed_at) in (0, 2) and closed_on >= opened_on)
);
create unique index access_review_open on access_review (carrier_id) where closed_at is null;

-- a person's roles or a key as they stood when the review was opened, and what became of them
create table access_review_item (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  review_id uuid not null,
  kind text not null check (kind in ('member', 'key')),
  -- the membership or the key
  subject_id uuid not null,
  -- whose it is; null: a machine's
  person_id uuid,
  name text not null,
  roles text[] not null,
  last_used_at instant,
  verdict text check (verdict in ('kept', 'ended')),
  why text check (why <> ''),
  decided_by uuid references person,
  decider_name text,
  decided_at instant,
  primary key (carrier_id, id),
  unique (carrier_id, review_id, subject_id),
  foreign key (carrier_id, review_id) references access_review,
  check (num_nulls(verdict, why, decided_by, decider_name, decided_at) in (0, 5)),
  constraint nobody_reviews_himself check (decided_by is distinct from person_id or decided_by is null)
);

-- months from one review to the next; the last row stands
create table access_review_setting (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  months integer not null check (months between 1 and 12),
  set_at instant not null,
  primary key (carrier_id, id)
);

create function review_is_whole() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null then
    raise exception 'a closed review stands as it is';
  end if;
  if new.closed_at is not null and exists (select from access_review_item i
      where i.carrier_id = new.carrier_id and i.review_id = new.id and i.verdict is null) then
    raise exception 'a review closes when everything in it was decided';
  end if;
  return new;
end $$;
create trigger review_is_whole before update on access_review for each row execute function review_is_whole();

-- A membership names the person it gives roles to: whoever adds one must know both, so that nobody is given roles by a bare number.
create function is_person(person uuid, address text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from person where id = $1 and email = lower($2) and left_at is null);
$$;
create function member_is_that_person() returns trigger language plpgsql as $$
begin
  if not is_person(new.person_id, new.email) then
    raise exception 'no person has this id and e-mail address';
  end if;
  return new;
end $$;
create trigger member_is_that_person before insert on membership for each row execute function member_is_that_person();

-- A complaint that the public entered on the page: its number, and how to answer. The contact goes with the complaint's words.
create table complaint_intake (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  complaint_id uuid not null,
  number text not null check (number ~ '^C(-[0-9A-HJKMNP-TV-Z]{4}){3}$'),
  language text not null check (language in ('en', 'es')),
  contact text check (contact <> ''),
  primary key (carrier_id, complaint_id),
  unique (carrier_id, number),
  foreign key (carrier_id, complaint_id) references complaint
);
create or replace function forget_complaints(carrier uuid, records uuid[]) returns void language sql as $$
  update complaint set summary = '(purged)', resolution = '(purged)', salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and id = any ($2);
  update complaint_intake set contact = null where carrier_id = $1 and complaint_id = any ($2);
$$;

-- What harm a breach does, as people judged it: 64.2011(b)(2) asks for it before customers are told early, and says whom to consult.
create table harm_assessment (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  breach_id uuid not null,
  harm text not null check (harm in ('immediate-and-irreparable', 'likely', 'not-likely')),
  -- which customers, and why
  whom text not null check (whom <> ''),
  why text not null check (why <> ''),
  agency text check (agency <> ''),
  consulted_on date,
  salt text not null,
  assessed_by uuid not null references person,
  assessor_name text not null,
  assessed_at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, breach_id) references breach,
  check ((agency is null) = (consulted_on is null)),
  check (agency is null or harm = 'immediate-and-irreparable')
);
create index harm_assessment_breach on harm_assessment (carrier_id, breach_id, assessed_at);
create or replace function forget_breaches(carrier uuid, records uuid[]) returns void language sql as $$
  update breach set circumstances = '(purged)', salt = replace(gen_random_uuid()::text, '-', ''),
      urgent_harm = case when urgent_harm is not null then '(purged)' end
    where carrier_id = $1 and id = any ($2);
  update breach_cooperation set what = '(purged)', salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and breach_id = any ($2);
  update harm_assessment set whom = '(purged)', why = '(purged)', salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and breach_id = any ($2);
$$;

-- With a customer go the ways in which he showed who he was. His calls are a class of their own.
create or replace function forget_customers(carrier uuid, records uuid[]) returns void language sql as $$
  update customer set name = '(purged)', account = 'purged-' || id, salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and id = any ($2);
  update customer_contact set value = '(purged)', key = 'purged-' || id where carrier_id = $1 and customer_id = any ($2);
  update account_person set name = '(purged)', key = 'purged-' || id where carrier_id = $1 and customer_id = any ($2);
  update customer_service set number = null, until_at = coalesce(until_at, from_at) where carrier_id = $1 and customer_id = any ($2);
  update permission_event set to_name = null where carrier_id = $1 and customer_id = any ($2) and to_name is not null;
  update ivr_call set caller = null where carrier_id = $1 and customer_id = any ($2) and caller is not null;
  update backup_method set prompt = null, answer_hash = null, ended_at = coalesce(ended_at, set_at)
    where carrier_id = $1 and customer_id = any ($2);
  update customer_password set hash = null, ended_at = coalesce(ended_at, set_at) where carrier_id = $1 and customer_id = any ($2);
  update online_account set login_key = 'purged-' || id, ended_at = coalesce(ended_at, created_at)
    where carrier_id = $1 and customer_id = any ($2);
  update authentication_lock set named = null where carrier_id = $1 and customer_id = any ($2) and named is not null;
$$;

-- with whom a customer spoke: eighteen months from the call, as toll records are kept
insert into retention_class values ('calls', 18, '{47 CFR 42.6}');
create view retention_calls with (security_invoker = true) as
select d.carrier_id, d.id as record_id, legal_day(d.start_at, a.zone) as began_on, legal_day(d.start_at + d.talk_ms, a.zone) as ended_on,
  d.customer_id
from call_detail d join carrier a on a.id = d.carrier_id;
create function forget_calls(carrier uuid, records uuid[]) returns void language sql as $$
  update call_detail set other_number = null where carrier_id = $1 and id = any ($2);
$$;
revoke all on function forget_calls(uuid, uuid[]) from public;
grant select on retention_calls to compline_app;
