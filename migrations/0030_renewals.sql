-- the two-year notices of a group prepare themselves by this setting; a supervisor approves each sending
create table renewal_setting (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  group_id uuid not null,
  solicitation_id uuid not null,
  -- days beyond the wait that a sending is prepared before the first notice ends
  slack_days integer not null check (slack_days between 14 and 365),
  -- customers of one sending
  at_once integer not null check (at_once between 1 and 10000),
  state text not null check (state in ('on', 'off')),
  -- prepares them by standing order: whoever approves is another
  set_by uuid not null references person,
  setter_name text not null,
  set_at instant not null,
  primary key (carrier_id, group_id),
  foreign key (carrier_id, solicitation_id) references solicitation
);

-- at most one message of a notice reaches a customer for each two years, in whatever language and form
drop index message_accepted_once;
create unique index message_reached_once on message (carrier_id, customer_id, (coalesce(group_id, version_id)), renews) nulls not distinct
  where state in ('accepted', 'posted');

-- the wait that is applied is the wait that was printed
create function wait_as_printed() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from delivery d join notice_version v on v.carrier_id = d.carrier_id and v.id = d.version_id
    where d.carrier_id = new.carrier_id and d.id = new.id and v.wait_days is distinct from new.wait_days) then
    raise exception 'the wait of a notice is the one that it prints';
  end if;
  return new;
end $$;
create trigger wait_as_printed before insert on permission_event
  for each row when (new.type = 'notice') execute function wait_as_printed();
