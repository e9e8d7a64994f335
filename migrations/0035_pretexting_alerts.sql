-- 64.2010(a), 64.2009(e): an attempt that the system noticed, until a person says what it was: a finding, or why it is none
create table pretexting_alert (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  -- the lock or the customer that it is about
  subject text not null check (subject <> ''),
  -- what was noticed, in words of ours
  noticed text not null check (noticed <> ''),
  task_id uuid not null,
  -- two of one kind about one thing on one day are one until it is settled
  key text not null check (key <> ''),
  raised_at instant not null,
  raised_on date not null,
  settled_at instant,
  settled_by text,
  finding_id uuid,
  why_none text check (why_none in ('customer-himself', 'shared-by-many', 'own-equipment', 'mistake-of-ours')),
  primary key (carrier_id, id),
  foreign key (carrier_id, task_id) references task,
  foreign key (carrier_id, finding_id) references pretexter_finding,
  check ((settled_at is null) = (settled_by is null)),
  constraint settled_by_a_finding_or_a_reason check (
    num_nonnulls(finding_id, why_none) = case when settled_at is null then 0 else 1 end)
);
create unique index pretexting_alert_open on pretexting_alert (carrier_id, key) where settled_at is null;
create index pretexting_alert_raised on pretexting_alert (carrier_id, raised_on);

-- nobody signs that nothing is known of pretexters while an attempt of that year waits for a judgement
create function nil_means_judged() returns trigger language plpgsql as $$
begin
  if new.register = 'pretexters' and exists (
    select 1 from pretexting_alert
    where carrier_id = new.carrier_id and settled_at is null
      and raised_on between make_date(new.year, 1, 1) and make_date(new.year, 12, 31))
  then
    raise exception 'an alert of % waits for a judgement', new.year;
  end if;
  return new;
end $$;
create trigger nil_means_judged before insert on nil_report for each row execute function nil_means_judged();
