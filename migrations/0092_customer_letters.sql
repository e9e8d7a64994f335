-- Letters to the customers behind voice accounts, where no e-mail can be sent or the letter itself is wanted: 64.6305(a)(2)

-- what is printed together, as one file, and handed to the post
create table customer_letter_batch (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  state text not null check (state in ('open', 'printed', 'posted', 'cancelled')),
  letters integer not null check (letters > 0),
  pages integer check (pages > 0),
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  -- null before it is set, and after it was cancelled or its retention ended: the hash stays
  pdf bytea,
  opened_by uuid not null references person,
  opener_name text not null,
  opened_at instant not null,
  printed_at instant,
  posted_on date,
  posted_by uuid references person,
  poster_name text,
  posted_at instant,
  receipt text,
  why text,
  primary key (carrier_id, id),
  constraint printed_with_its_file check (state not in ('printed', 'posted') or (hash is not null and pages is not null and printed_at is not null)),
  constraint posted_by_somebody check ((state = 'posted') = (posted_on is not null and posted_by is not null and posted_at is not null and receipt is not null)),
  constraint cancelled_for_a_reason check ((state = 'cancelled') = (why is not null))
);
create unique index customer_letter_batch_open on customer_letter_batch (carrier_id) where state = 'open';

create table customer_letter (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  case_id uuid not null,
  -- what it tells of: a strike's notice, an action of an investigation, a step of a lapsed review
  concerns text not null check (concerns in ('strike', 'investigation', 'review')),
  source_id uuid not null,
  -- whom the ledger names: `voice-account:…`, `onboarding:…`
  about text not null,
  addressee text[] not null check (cardinality(addressee) between 1 and 6),
  words text not null,
  wanted_at instant not null,
  -- `needless`: it was no longer true before the post had it
  state text not null check (state in ('waiting', 'printed', 'posted', 'returned', 'needless')),
  batch_id uuid,
  sequence integer check (sequence > 0),
  returned_on date,
  primary key (carrier_id, id),
  unique (carrier_id, concerns, source_id),
  unique (carrier_id, batch_id, sequence),
  foreign key (carrier_id, case_id) references onboarding_case,
  foreign key (carrier_id, batch_id) references customer_letter_batch,
  check ((batch_id is null) = (sequence is null)),
  check (state not in ('printed', 'posted', 'returned') or batch_id is not null),
  check ((state = 'returned') = (returned_on is not null))
);
create index customer_letter_unposted on customer_letter (carrier_id, wanted_at) where state in ('waiting', 'printed');

-- the words name the customer and numbers that he showed; the time is that of the case behind the account
insert into retention_class values ('customerletters', 48, '{47 CFR 64.6305(a)(2)}');
create index customer_letter_kept on customer_letter (carrier_id, wanted_at, id) where state in ('posted', 'returned', 'needless') and words <> '(purged)';
create view retention_customerletters with (security_invoker = true) as
select l.carrier_id, l.id as record_id, legal_day(l.wanted_at, z.zone) as began_on, legal_day(l.wanted_at, z.zone) as ended_on,
  null::uuid as customer_id, l.wanted_at::bigint as from_at
from customer_letter l join carrier z on z.id = l.carrier_id
where l.state in ('posted', 'returned', 'needless') and l.words <> '(purged)';

-- a file goes with the first of its letters
create function forget_customerletters(carrier uuid, records uuid[]) returns void language sql as $$
  update customer_letter set words = '(purged)', addressee = '{(purged)}' where carrier_id = $1 and id = any ($2);
  update customer_letter_batch set pdf = null where carrier_id = $1
    and id in (select batch_id from customer_letter where carrier_id = $1 and id = any ($2));
$$;
revoke all on function forget_customerletters(uuid, uuid[]) from public;
grant select on retention_customerletters to compline_app;
