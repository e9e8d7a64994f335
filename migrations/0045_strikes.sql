-- One warning, then termination: which refused calls belong to which finding, and what followed. 64.6305(a)(2), promise R24

-- the account's own sequence: its calls and everything else that happened to its strikes have their place in one order
create table strike_account (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  account_id uuid not null,
  last_seq bigint not null check (last_seq >= 0),
  -- the event by which its service ended for good
  closed_seq bigint,
  primary key (carrier_id, account_id),
  foreign key (carrier_id, account_id) references voice_account
);

-- one infraction; the events that changed it stand in strike_event
create table strike_finding (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_id uuid not null,
  number integer not null check (number > 0),
  opened_at instant not null,
  last_call_at instant not null check (last_call_at >= opened_at),
  calls integer not null check (calls > 0),
  warned_seq bigint,
  voided_seq bigint,
  exception_seq bigint,
  primary key (carrier_id, id),
  unique (carrier_id, account_id, number),
  foreign key (carrier_id, account_id) references strike_account
);
create index strike_finding_unwarned on strike_finding (carrier_id, opened_at) where warned_seq is null and voided_seq is null;
create index strike_finding_opened on strike_finding (carrier_id, opened_at);

-- what changed the strikes of an account, in the order in which it became known, and what it brought about
create table strike_event (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  account_id uuid not null,
  seq bigint not null check (seq > 0),
  kind text not null check (kind in ('wrong-caller-id', 'warning-delivered', 'voided', 'exception', 'closed')),
  at instant not null,
  recorded_at instant not null,
  finding_id uuid not null,
  -- a late proof of delivery opens another finding
  opened_id uuid,
  -- the refused call that opened the finding
  refusal_id uuid,
  consequence text not null,
  standing text not null check (standing in ('clear', 'warned', 'termination-ordered', 'excepted', 'closed')),
  -- null: the system itself, where nobody need sign
  signed_by uuid references person,
  signer_name text,
  reason text,
  how text check (how in ('answer', 'return-receipt', 'courier', 'in-person', 'telephone')),
  evidence text,
  -- seals reason and evidence in the ledger
  salt text,
  -- the rights to numbers that were missing on our record
  right_ids uuid[] not null,
  primary key (carrier_id, account_id, seq),
  foreign key (carrier_id, account_id) references strike_account,
  foreign key (carrier_id, finding_id) references strike_finding deferrable initially deferred,
  foreign key (carrier_id, opened_id) references strike_finding deferrable initially deferred,
  foreign key (carrier_id, refusal_id) references gate_refusal,
  constraint signed_by_name_with_a_reason check (
    kind not in ('voided', 'exception') or (signed_by is not null and btrim(signer_name) <> '' and btrim(reason) <> '')),
  constraint delivery_is_proven check ((kind = 'warning-delivered') = (how is not null and btrim(evidence) <> ''))
);
create index strike_event_finding on strike_event (carrier_id, finding_id);
alter table strike_account add foreign key (carrier_id, account_id, closed_seq) references strike_event deferrable initially deferred;
alter table strike_finding
  add foreign key (carrier_id, account_id, warned_seq) references strike_event deferrable initially deferred,
  add foreign key (carrier_id, account_id, voided_seq) references strike_event deferrable initially deferred,
  add foreign key (carrier_id, account_id, exception_seq) references strike_event deferrable initially deferred;

-- which refused call belongs to which finding. A key and no watermark: what the gate kept on its disk comes late and is not passed over.
-- No reference to the account: the gate never waits for whoever has it locked.
create table strike_call (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  refusal_id uuid not null,
  account_id uuid not null,
  at instant not null,
  -- null while it waits to be weighed
  seq bigint,
  -- `repeated`: the same call came twice
  consequence text check (consequence in ('warn', 'order-termination', 'attach', 'not-an-infraction', 'not-applicable', 'repeated')),
  finding_id uuid,
  primary key (carrier_id, refusal_id),
  foreign key (carrier_id, refusal_id) references gate_refusal,
  foreign key (carrier_id, finding_id) references strike_finding deferrable initially deferred,
  check ((seq is null) = (consequence is null)),
  check ((finding_id is not null) = coalesce(consequence in ('warn', 'order-termination', 'attach'), false))
);
create index strike_call_waiting on strike_call (carrier_id, account_id, at) where seq is null;
create unique index strike_call_seq on strike_call (carrier_id, account_id, seq) where seq is not null;
create index strike_call_finding on strike_call (carrier_id, finding_id, seq) where finding_id is not null;

-- written by a trigger, so that no way to refuse a call can forget it
create function strikes_see_refusals() returns trigger language plpgsql as $$
begin
  insert into strike_call (carrier_id, refusal_id, account_id, at)
    select carrier_id, id, account_id, at from refused where code = 'caller-id-not-authorized' and account_id is not null;
  return null;
end $$;
create trigger strikes_see_insert after insert on gate_refusal
  referencing new table as refused for each statement execute function strikes_see_refusals();
insert into strike_call (carrier_id, refusal_id, account_id, at)
  select carrier_id, id, account_id, at from gate_refusal where code = 'caller-id-not-authorized' and account_id is not null;

-- what the customer was told of a finding
create table strike_notice (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  account_id uuid not null,
  finding_id uuid not null,
  kind text not null check (kind in ('warning', 'suspension', 'closing', 'withdrawal', 'exception')),
  -- `dropped`: it was no longer true before it went
  state text not null check (state in ('wanted', 'trying', 'accepted', 'letter', 'dropped')),
  reference text,
  wanted_at instant not null,
  ended_at instant,
  primary key (carrier_id, id),
  unique (carrier_id, finding_id, kind),
  foreign key (carrier_id, finding_id) references strike_finding deferrable initially deferred,
  check ((ended_at is not null) = (state in ('accepted', 'letter', 'dropped')))
);

-- The promise itself, whatever the code does: at the end of a transaction no account has a second finding that stands, calls that are
-- carried, and no exception that somebody signed after its last call. What has been closed stays closed.
create function strikes_keep_the_promise() returns trigger language plpgsql as $$
declare
  standing integer;
  excused boolean;
  closed boolean;
begin
  select count(*) into standing
    from strike_finding where carrier_id = new.carrier_id and account_id = new.account_id and voided_seq is null;
  select closed_seq is not null into closed
    from strike_account where carrier_id = new.carrier_id and account_id = new.account_id;
  select coalesce(x.kind = 'exception' and x.at >= f.last_call_at, false) into excused
    from strike_finding f
    left join strike_event x on x.carrier_id = f.carrier_id and x.account_id = f.account_id and x.seq = f.exception_seq
    where f.carrier_id = new.carrier_id and f.account_id = new.account_id and f.voided_seq is null
    order by f.number desc limit 1;
  if (closed or (standing > 1 and not excused)) and not exists (
    select from account_hold h
    where h.carrier_id = new.carrier_id and h.account_id = new.account_id and h.source = 'strikes' and h.ended_at is null
      and (h.kind = 'terminated' or not closed))
  then
    raise exception 'account % has a second finding, no exception that was signed and no hold of its calls', new.account_id
      using errcode = 'check_violation', constraint = 'no_service_after_a_second_finding';
  end if;
  return null;
end $$;
create constraint trigger promise_kept after insert or update on strike_finding
  deferrable initially deferred for each row execute function strikes_keep_the_promise();
create constraint trigger promise_kept after insert or update on strike_account
  deferrable initially deferred for each row execute function strikes_keep_the_promise();
create constraint trigger promise_kept after update on account_hold
  deferrable initially deferred for each row when (old.source = 'strikes') execute function strikes_keep_the_promise();

-- what the staff wrote of a finding, from the day its account ended; the time is that of the case behind the account
insert into retention_class values ('strikes', 48, '{47 CFR 64.6305(a)(2)}');
create index strike_finding_kept on strike_finding (carrier_id, opened_at, id);
create view retention_strikes with (security_invoker = true) as
select f.carrier_id, f.id as record_id, legal_day(f.opened_at, z.zone) as began_on,
  legal_day(greatest(v.ended_at, f.last_call_at), z.zone) as ended_on, null::uuid as customer_id, f.opened_at::bigint as from_at
from strike_finding f
join voice_account v on v.carrier_id = f.carrier_id and v.id = f.account_id
join carrier z on z.id = f.carrier_id
where v.ended_at is not null
  and exists (select from strike_event e where e.carrier_id = f.carrier_id and e.finding_id = f.id
    and (e.reason <> '(purged)' or e.evidence <> '(purged)') offset 0);

create function forget_strikes(carrier uuid, records uuid[]) returns void language sql as $$
  update strike_event set reason = case when reason is not null then '(purged)' end,
    evidence = case when evidence is not null then '(purged)' end, salt = null where carrier_id = $1 and finding_id = any ($2);
  update strike_notice set reference = null where carrier_id = $1 and finding_id = any ($2);
$$;
revoke all on function forget_strikes(uuid, uuid[]) from public;
grant select on retention_strikes to compline_app;
