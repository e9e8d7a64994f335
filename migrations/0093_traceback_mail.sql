-- 64.1200(n)(1): traceback requests that come, or are forwarded, by e-mail

-- a mailbox is one of several now, each with its own place for what is kept of it
alter table mailbox_message drop constraint mailbox_message_carrier_id_returned_id_fkey;
alter table mailbox_message rename column returned_id to kept_id;

create table traceback_mail_settings (
  carrier_id uuid primary key default current_setting('compline.carrier')::uuid references carrier,
  mailbox_host text,
  mailbox_port integer check (mailbox_port between 1 and 65535),
  mailbox_security text check (mailbox_security in ('tls', 'starttls', 'none')),
  mailbox_user text,
  mailbox_folder text,
  set_at instant not null,
  -- when the mailbox last answered
  reached_at instant,
  constraint mailbox_whole check (num_nonnulls(mailbox_host, mailbox_port, mailbox_security, mailbox_user, mailbox_folder) in (0, 5))
);

-- addresses whose mail the listener takes in as requests; an incoming message names no carrier
create table traceback_address (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  address text not null check (address = lower(address) and address ~ '^[^@\s]+@[a-z0-9.-]+$'),
  primary key (carrier_id, address)
);
create unique index traceback_address_once on traceback_address (address);

create table traceback_mail (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  via text not null check (via in ('mailbox', 'smtp', 'upload')),
  -- null after its retention ended
  raw bytea,
  received_at instant not null,
  recorded_at instant not null,
  -- `kept`: not read yet; `again`: of a request that came before; `doubtful`: a person looks at it
  state text not null check (state in ('kept', 'request', 'again', 'doubtful', 'dismissed')),
  traceback_id uuid,
  decided_by text,
  why text,
  primary key (carrier_id, id),
  unique (carrier_id, hash),
  foreign key (carrier_id, traceback_id) references traceback,
  check ((traceback_id is not null) = (state in ('request', 'again'))),
  constraint dismissed_for_a_reason check (state <> 'dismissed' or (decided_by is not null and why is not null))
);
create index traceback_mail_undecided on traceback_mail (carrier_id, received_at) where state in ('kept', 'doubtful');
create index traceback_mail_unpurged on traceback_mail (carrier_id, received_at, id) where raw is not null;

-- as long as the file of the request that it brought
insert into retention_class values ('tracebackmail', 60, '{47 CFR 64.1200(n)(1)}');
create view retention_tracebackmail with (security_invoker = true) as
select m.carrier_id, m.id as record_id, legal_day(m.received_at, z.zone) as began_on,
  legal_day(case when m.traceback_id is null then m.received_at else t.answered_at end, z.zone) as ended_on,
  null::uuid as customer_id, m.received_at::bigint as from_at
from traceback_mail m
join carrier z on z.id = m.carrier_id
left join traceback t on t.carrier_id = m.carrier_id and t.id = m.traceback_id
where m.raw is not null and m.state not in ('kept', 'doubtful');

create function forget_tracebackmail(carrier uuid, records uuid[]) returns void language sql as $$
  update traceback_mail set raw = null, why = case when why is not null then '(purged)' end where carrier_id = $1 and id = any ($2);
$$;
revoke all on function forget_tracebackmail(uuid, uuid[]) from public;
grant select on retention_tracebackmail to compline_app;
