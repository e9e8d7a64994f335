-- What each capability keeps and how it forgets. A view's ended_on is null while the matter lasts: then nothing of it may go.

-- who a customer was, from the day he left; later where a campaign that may have listed him ended later. An open breach keeps
-- everybody: nobody knows yet whom it touched.
insert into retention_class values ('customers', 24, '{47 CFR 64.2007(a)(3),47 CFR 64.2008(a)(2)}');
create view retention_customers with (security_invoker = true) as
select c.carrier_id, c.id as record_id, coalesce(c.since, '-infinity') as began_on, c.id as customer_id,
  case when exists (select from breach b where b.carrier_id = c.carrier_id and b.intentional <> 'no' and b.customers_notified_at is null)
         or exists (select from complaint m join returned_mail r on r.carrier_id = m.carrier_id and r.id = m.returned_mail_id
                    where m.carrier_id = c.carrier_id and r.customer_id = c.id and m.resolved_at is null)
         or exists (select from campaign g where g.carrier_id = c.carrier_id and g.created_at <= c.left_at and g.ended_at is null)
       then null
       else legal_day(greatest(c.left_at, (select max(ended_at) from campaign g where g.carrier_id = c.carrier_id and g.created_at <= c.left_at),
         (select max(sent_at) from delivery d where d.carrier_id = c.carrier_id and d.customer_id = c.id)), a.zone) end as ended_on
from customer c join carrier a on a.id = c.carrier_id where c.left_at is not null;

create function forget_customers(carrier uuid, records uuid[]) returns void language sql as $$
  -- a new salt: what evidence holds of him by hash opens to nobody any more
  update customer set name = '(purged)', account = 'purged-' || id, salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and id = any ($2);
  update customer_contact set value = '(purged)', key = 'purged-' || id
    where carrier_id = $1 and customer_id = any ($2);
  update account_person set name = '(purged)', key = 'purged-' || id
    where carrier_id = $1 and customer_id = any ($2);
  update customer_service set number = null, until_at = coalesce(until_at, from_at) where carrier_id = $1 and customer_id = any ($2);
  update permission_event set to_name = null where carrier_id = $1 and customer_id = any ($2) and to_name is not null;
  update ivr_call set caller = null where carrier_id = $1 and customer_id = any ($2) and caller is not null;
$$;

-- the messages by which customers answered: proof while the answer may live, so until he leaves; nobody's, until it was settled
insert into retention_class values ('approvals', 12, '{47 CFR 64.2007(a)(3)}');
create view retention_approvals with (security_invoker = true) as
select r.carrier_id, r.id as record_id, legal_day(r.received_at, a.zone) as began_on, r.customer_id,
  case when r.customer_id is not null then legal_day(greatest(r.received_at, c.left_at), a.zone)
       when exists (select from task t where t.carrier_id = r.carrier_id and t.key = r.id::text and t.closed_at is null) then null
       else legal_day(greatest(r.received_at, r.read_at), a.zone) end as ended_on
from returned_mail r join carrier a on a.id = r.carrier_id
left join customer c on c.carrier_id = r.carrier_id and c.id = r.customer_id
where r.reading in ('no', 'yes', 'both', 'unclear', 'abuse-report') and (r.customer_id is null or c.left_at is not null)
  and not exists (select from complaint m where m.carrier_id = r.carrier_id and m.returned_mail_id = r.id and m.resolved_at is null);

create function forget_mail(carrier uuid, records uuid[]) returns void language sql as $$
  update returned_mail set raw = null, recipients = '{}' where carrier_id = $1 and id = any ($2);
$$;
create function forget_approvals(carrier uuid, records uuid[]) returns void language sql as 'select forget_mail($1, $2)';

-- what mail systems said of notices; two years, as long as silence may rest on the notice
insert into retention_class values ('notices', 24, '{47 CFR 64.2008(a)(2)}');
create view retention_notices with (security_invoker = true) as
select r.carrier_id, r.id as record_id, legal_day(r.received_at, a.zone) as began_on, r.customer_id,
  case when exists (select from soft_bounce s where s.carrier_id = r.carrier_id and s.delivery_id = r.delivery_id and s.ended_at is null)
       then null else legal_day(greatest(r.received_at, r.read_at), a.zone) end as ended_on
from returned_mail r join carrier a on a.id = r.carrier_id
where r.reading in ('hard', 'soft', 'delayed', 'arrived', 'automatic', 'unreadable', 'own');
create function forget_notices(carrier uuid, records uuid[]) returns void language sql as 'select forget_mail($1, $2)';

-- who was on the list of a campaign, or whose CPNI a third party received; the counts and the root over them stay
insert into retention_class values ('campaigns', 12, '{47 CFR 64.2009(c),47 CFR 64.2009(d)}');
create view retention_campaigns with (security_invoker = true) as
select u.carrier_id, u.id as record_id, legal_day(g.created_at, a.zone) as began_on, null::uuid as customer_id,
  legal_day(greatest(g.ended_at, (select max(valid_until) from release r where r.carrier_id = u.carrier_id and r.audience_id = u.id)), a.zone) as ended_on
from audience u join campaign g on g.carrier_id = u.carrier_id and g.id = u.campaign_id join carrier a on a.id = u.carrier_id
where g.ended_at is not null
union all
select d.carrier_id, d.id, legal_day(d.started_at, a.zone), null,
  legal_day(greatest(d.ended_at, g.ended_at), a.zone)
from disclosure d join carrier a on a.id = d.carrier_id left join campaign g on g.carrier_id = d.carrier_id and g.id = d.campaign_id
where d.ended_at is not null and (d.campaign_id is null or g.ended_at is not null);

create function forget_campaigns(carrier uuid, records uuid[]) returns void language sql as $$
  delete from audience_member where carrier_id = $1 and audience_id = any ($2);
  delete from disclosure_item where carrier_id = $1 and disclosure_id = any ($2);
$$;

-- a breach ends when its customers were told, or when it was found to be none; later where an agency was served later
insert into retention_class values ('breaches', 24, '{47 CFR 64.2011(d)}');
create view retention_breaches with (security_invoker = true) as
select b.carrier_id, b.id as record_id, legal_day(b.discovered_at, a.zone) as began_on, null::uuid as customer_id,
  case when b.customers_notified_at is null and (b.intentional <> 'no' or b.determined_on is null)
         or exists (select from complaint_link l join complaint m on m.carrier_id = l.carrier_id and m.id = l.complaint_id
                    where l.carrier_id = b.carrier_id and l.breach_id = b.id and l.ended_at is null and m.resolved_at is null)
       then null
       else greatest(legal_day(greatest(b.recorded_at, b.customers_notified_at), a.zone), b.determined_on,
         (select max(until_day) from agency_direction d where d.carrier_id = b.carrier_id and d.breach_id = b.id),
         (select max(happened_on) from breach_cooperation o where o.carrier_id = b.carrier_id and o.breach_id = b.id),
         (select max(legal_day(released_at, a.zone)) from breach_message s where s.carrier_id = b.carrier_id and s.breach_id = b.id)) end as ended_on
from breach b join carrier a on a.id = b.carrier_id;

create function forget_breaches(carrier uuid, records uuid[]) returns void language sql as $$
  update breach set circumstances = '(purged)', salt = replace(gen_random_uuid()::text, '-', ''),
      urgent_harm = case when urgent_harm is not null then '(purged)' end
    where carrier_id = $1 and id = any ($2);
  update breach_cooperation set what = '(purged)', salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and breach_id = any ($2);
$$;

-- a complaint ends when it was resolved and what it is linked to has ended; no rule names a time, the certificate rests on it
insert into retention_class values ('complaints', 60, '{47 CFR 64.2009(e)}');
create view retention_complaints with (security_invoker = true) as
select m.carrier_id, m.id as record_id, m.received_on as began_on, null::uuid as customer_id,
  case when exists (select from complaint_link l
                    left join breach b on b.carrier_id = l.carrier_id and b.id = l.breach_id
                    left join discipline_case d on d.carrier_id = l.carrier_id and d.id = l.case_id
                    where l.carrier_id = m.carrier_id and l.complaint_id = m.id and l.ended_at is null
                      and ((b.intentional <> 'no' and b.customers_notified_at is null) or (d.id is not null and d.decided_at is null)))
       then null else legal_day(m.resolved_at, a.zone) end as ended_on
from complaint m join carrier a on a.id = m.carrier_id;

create function forget_complaints(carrier uuid, records uuid[]) returns void language sql as $$
  update complaint set summary = '(purged)', resolution = '(purged)', salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and id = any ($2);
$$;

-- a case of discipline ends with the employment of whom it is about
insert into retention_class values ('discipline', 24, '{47 CFR 64.2009(b)}');
create view retention_discipline with (security_invoker = true) as
select d.carrier_id, d.id as record_id, d.happened_on as began_on, null::uuid as customer_id,
  case when d.decided_at is null
         or exists (select from membership s where s.carrier_id = d.carrier_id and s.person_id = d.person_id and s.until_at is null)
       then null
       else legal_day(greatest(d.decided_at, (select max(until_at) from membership s where s.carrier_id = d.carrier_id
         and s.person_id = d.person_id)), a.zone) end as ended_on
from discipline_case d join carrier a on a.id = d.carrier_id;

create function forget_discipline(carrier uuid, records uuid[]) returns void language sql as $$
  update discipline_case set violation = '(purged)', reason = '(purged)', salt = replace(gen_random_uuid()::text, '-', '')
    where carrier_id = $1 and id = any ($2);
$$;

-- only the owner's trigger forgets; the views show to whom the rows are shown
do $$
declare
  one text;
begin
  for one in select class from retention_class loop
    execute format('revoke all on function %I(uuid, uuid[]) from public', 'forget_' || one);
    execute format('grant select on %I to compline_app', 'retention_' || one);
  end loop;
  revoke all on function forget_mail(uuid, uuid[]) from public;
end $$;
