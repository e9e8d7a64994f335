-- A view of retention shows a record as long as it still holds what would go: what went leaves the view. Its from_at is a plain
-- column of the table, never later than the day on which keeping began, so that an index leads to what may be due and the daily look
-- costs what is due; `offset 0` keeps a question about a record one look into an index for each. All zeros stand for a hash under the carrier's salt that went.

-- the call of a telephone line has an id of its own, by which it is named when it goes
alter table ivr_call add column id uuid not null default gen_random_uuid();
alter table ivr_call add unique (carrier_id, id);

create index customer_gone on customer (carrier_id, left_at) where left_at is not null and name <> '(purged)';
create index returned_mail_kept on returned_mail (carrier_id, received_at) where raw is not null;
create index returned_mail_nobody on returned_mail (carrier_id, received_at) where raw is not null and customer_id is null;
create index returned_mail_answers on returned_mail (carrier_id, customer_id) where raw is not null and customer_id is not null;
create index task_open_key on task (carrier_id, key) where closed_at is null;
create index ivr_call_nobody on ivr_call (carrier_id, began_at) where customer_id is null and caller is not null;
create index campaign_ended on campaign (carrier_id, ended_at) where ended_at is not null;
create index audience_campaign on audience (carrier_id, campaign_id);
create index release_audience on release (carrier_id, audience_id);
create index disclosure_ended on disclosure (carrier_id, ended_at) where ended_at is not null;
create index breach_kept on breach (carrier_id, recorded_at) where circumstances <> '(purged)';
create index complaint_kept on complaint (carrier_id, resolved_at) where resolved_at is not null and summary <> '(purged)';
create index discipline_case_kept on discipline_case (carrier_id, decided_at) where decided_at is not null and violation <> '(purged)';
create index call_detail_kept on call_detail (carrier_id, start_at) where other_number is not null;

create or replace view retention_customers with (security_invoker = true) as
select c.carrier_id, c.id as record_id, coalesce(c.since, '-infinity') as began_on, c.id as customer_id,
  case when exists (select from breach b where b.carrier_id = c.carrier_id and b.intentional <> 'no' and b.customers_notified_at is null)
         or exists (select from complaint m join returned_mail r on r.carrier_id = m.carrier_id and r.id = m.returned_mail_id
                    where m.carrier_id = c.carrier_id and r.customer_id = c.id and m.resolved_at is null)
         or exists (select from campaign g where g.carrier_id = c.carrier_id and g.created_at <= c.left_at and g.ended_at is null)
       then null
       else legal_day(greatest(c.left_at, (select max(ended_at) from campaign g where g.carrier_id = c.carrier_id and g.created_at <= c.left_at),
         (select max(sent_at) from delivery d where d.carrier_id = c.carrier_id and d.customer_id = c.id)), a.zone) end as ended_on,
  c.left_at::bigint as from_at
from customer c join carrier a on a.id = c.carrier_id where c.left_at is not null and c.name <> '(purged)';

create or replace function forget_customers(carrier uuid, records uuid[]) returns void language sql as $$
  -- accounts that a sending named, before they go from the customers themselves
  update sending_run r set accounts = (select coalesce(array_agg(named), '{}') from unnest(r.accounts) named
      where not exists (select from customer c where c.carrier_id = $1 and c.id = any ($2) and c.account = named))
    where r.carrier_id = $1 and r.accounts && (select array_agg(account) from customer c where c.carrier_id = $1 and c.id = any ($2));
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

-- also who called the line and was never found: his number is kept as an answer that was nobody's
create or replace view retention_approvals with (security_invoker = true) as
select r.carrier_id, r.id as record_id, legal_day(r.received_at, a.zone) as began_on, r.customer_id,
  legal_day(greatest(r.received_at, c.left_at), a.zone) as ended_on, c.left_at::bigint as from_at
from returned_mail r join carrier a on a.id = r.carrier_id
join customer c on c.carrier_id = r.carrier_id and c.id = r.customer_id
where r.raw is not null and r.customer_id is not null and c.left_at is not null
  and r.reading in ('no', 'yes', 'both', 'unclear', 'abuse-report')
  and not exists (select from complaint m where m.carrier_id = r.carrier_id and m.returned_mail_id = r.id and m.resolved_at is null)
union all
select r.carrier_id, r.id, legal_day(r.received_at, a.zone), null::uuid,
  case when exists (select from task t where t.carrier_id = r.carrier_id and t.key = r.id::text and t.closed_at is null) then null
       else legal_day(greatest(r.received_at, r.read_at), a.zone) end, r.received_at::bigint
from returned_mail r join carrier a on a.id = r.carrier_id
where r.raw is not null and r.customer_id is null and r.reading in ('no', 'yes', 'both', 'unclear', 'abuse-report')
  and not exists (select from complaint m where m.carrier_id = r.carrier_id and m.returned_mail_id = r.id and m.resolved_at is null)
union all
select i.carrier_id, i.id, legal_day(i.began_at, a.zone), null::uuid,
  case when exists (select from task t where t.carrier_id = i.carrier_id and t.key = i.line_id || '/' || i.call_id and t.closed_at is null)
       then null else legal_day(i.began_at, a.zone) end, i.began_at::bigint
from ivr_call i join carrier a on a.id = i.carrier_id
where i.customer_id is null and i.caller is not null;

create or replace function forget_approvals(carrier uuid, records uuid[]) returns void language sql as $$
  update returned_mail set raw = null, recipients = '{}' where carrier_id = $1 and id = any ($2);
  update ivr_call set caller = null where carrier_id = $1 and id = any ($2);
$$;

create or replace view retention_notices with (security_invoker = true) as
select r.carrier_id, r.id as record_id, legal_day(r.received_at, a.zone) as began_on, r.customer_id,
  case when exists (select from soft_bounce s where s.carrier_id = r.carrier_id and s.delivery_id = r.delivery_id and s.ended_at is null)
       then null else legal_day(greatest(r.received_at, r.read_at), a.zone) end as ended_on,
  r.received_at::bigint as from_at
from returned_mail r join carrier a on a.id = r.carrier_id
where r.raw is not null and r.reading in ('hard', 'soft', 'delayed', 'arrived', 'automatic', 'unreadable', 'own');

create or replace function forget_notices(carrier uuid, records uuid[]) returns void language sql as $$
  update returned_mail set raw = null, recipients = '{}' where carrier_id = $1 and id = any ($2);
$$;
drop function forget_mail(uuid, uuid[]);

create or replace view retention_campaigns with (security_invoker = true) as
select u.carrier_id, u.id as record_id, legal_day(g.created_at, a.zone) as began_on, null::uuid as customer_id,
  legal_day(greatest(g.ended_at, (select max(valid_until) from release r where r.carrier_id = u.carrier_id and r.audience_id = u.id)), a.zone) as ended_on,
  g.ended_at::bigint as from_at
from campaign g join audience u on u.carrier_id = g.carrier_id and u.campaign_id = g.id join carrier a on a.id = g.carrier_id
where g.ended_at is not null
  and exists (select from audience_member m where m.carrier_id = u.carrier_id and m.audience_id = u.id offset 0)
union all
select d.carrier_id, d.id, legal_day(d.started_at, a.zone), null,
  legal_day(greatest(d.ended_at, g.ended_at), a.zone), d.ended_at::bigint
from disclosure d join carrier a on a.id = d.carrier_id left join campaign g on g.carrier_id = d.carrier_id and g.id = d.campaign_id
where d.ended_at is not null and (d.campaign_id is null or g.ended_at is not null)
  and exists (select from disclosure_item i where i.carrier_id = d.carrier_id and i.disclosure_id = d.id offset 0);

create or replace view retention_breaches with (security_invoker = true) as
select b.carrier_id, b.id as record_id, legal_day(b.discovered_at, a.zone) as began_on, null::uuid as customer_id,
  case when b.customers_notified_at is null and (b.intentional <> 'no' or b.determined_on is null)
         or exists (select from complaint_link l join complaint m on m.carrier_id = l.carrier_id and m.id = l.complaint_id
                    where l.carrier_id = b.carrier_id and l.breach_id = b.id and l.ended_at is null and m.resolved_at is null)
       then null
       else greatest(legal_day(greatest(b.recorded_at, b.customers_notified_at), a.zone), b.determined_on,
         (select max(until_day) from agency_direction d where d.carrier_id = b.carrier_id and d.breach_id = b.id),
         (select max(happened_on) from breach_cooperation o where o.carrier_id = b.carrier_id and o.breach_id = b.id),
         (select max(legal_day(released_at, a.zone)) from breach_message s where s.carrier_id = b.carrier_id and s.breach_id = b.id)) end as ended_on,
  b.recorded_at::bigint as from_at
from breach b join carrier a on a.id = b.carrier_id where b.circumstances <> '(purged)';

create or replace view retention_complaints with (security_invoker = true) as
select m.carrier_id, m.id as record_id, m.received_on as began_on, null::uuid as customer_id,
  case when exists (select from complaint_link l
                    left join breach b on b.carrier_id = l.carrier_id and b.id = l.breach_id
                    left join discipline_case d on d.carrier_id = l.carrier_id and d.id = l.case_id
                    where l.carrier_id = m.carrier_id and l.complaint_id = m.id and l.ended_at is null
                      and ((b.intentional <> 'no' and b.customers_notified_at is null) or (d.id is not null and d.decided_at is null)))
       then null else legal_day(m.resolved_at, a.zone) end as ended_on,
  m.resolved_at::bigint as from_at
from complaint m join carrier a on a.id = m.carrier_id where m.resolved_at is not null and m.summary <> '(purged)';

create or replace view retention_discipline with (security_invoker = true) as
select d.carrier_id, d.id as record_id, d.happened_on as began_on, null::uuid as customer_id,
  case when exists (select from membership s where s.carrier_id = d.carrier_id and s.person_id = d.person_id and s.until_at is null)
       then null
       else legal_day(greatest(d.decided_at, (select max(until_at) from membership s where s.carrier_id = d.carrier_id
         and s.person_id = d.person_id)), a.zone) end as ended_on,
  d.decided_at::bigint as from_at
from discipline_case d join carrier a on a.id = d.carrier_id where d.decided_at is not null and d.violation <> '(purged)';

create or replace view retention_calls with (security_invoker = true) as
select d.carrier_id, d.id as record_id, legal_day(d.start_at, a.zone) as began_on, legal_day(d.start_at + d.talk_ms, a.zone) as ended_on,
  d.customer_id, d.start_at::bigint as from_at
from call_detail d join carrier a on a.id = d.carrier_id where d.other_number is not null;

-- who tried a secret and from where, the codes that were sent, the locks, and how a change of an account was told: 64.2010 names no
-- time, two years are the project's. What was tried, when and how it went stays.
insert into retention_class values ('authentication', 24, '{47 CFR 64.2010(a),47 CFR 64.2010(f)}');
create index authentication_try_kept on authentication_try (carrier_id, at)
  where account_key <> '\x0000000000000000000000000000000000000000000000000000000000000000';
create index one_time_code_kept on one_time_code (carrier_id, asked_at)
  where account_key <> '\x0000000000000000000000000000000000000000000000000000000000000000';
create index authentication_lock_kept on authentication_lock (carrier_id, from_at)
  where key <> '\x0000000000000000000000000000000000000000000000000000000000000000';
create index account_notice_kept on account_notice (carrier_id, made_at) where reference is not null;
create view retention_authentication with (security_invoker = true) as
select t.carrier_id, t.id as record_id, legal_day(t.at, a.zone) as began_on, legal_day(t.at, a.zone) as ended_on, t.customer_id,
  t.at::bigint as from_at
from authentication_try t join carrier a on a.id = t.carrier_id
where t.account_key <> '\x0000000000000000000000000000000000000000000000000000000000000000'
union all
-- while its password stands, a code is what it was set by
select o.carrier_id, o.id, o.asked_on,
  case when exists (select from customer_password p where p.carrier_id = o.carrier_id and p.code_id = o.id and p.ended_at is null)
       then null
       else legal_day(greatest(o.expires_at, o.ended_at, (select max(p.ended_at) from customer_password p
         where p.carrier_id = o.carrier_id and p.code_id = o.id)), a.zone) end, o.customer_id, o.asked_at::bigint
from one_time_code o join carrier a on a.id = o.carrier_id
where o.account_key <> '\x0000000000000000000000000000000000000000000000000000000000000000'
union all
select l.carrier_id, l.id, legal_day(l.from_at, a.zone), legal_day(greatest(l.until_at, l.lifted_at), a.zone), l.customer_id,
  l.from_at::bigint
from authentication_lock l join carrier a on a.id = l.carrier_id
where l.key <> '\x0000000000000000000000000000000000000000000000000000000000000000'
union all
select n.carrier_id, n.id, n.changed_on,
  case when n.state in ('trying', 'letter') then null else legal_day(greatest(n.made_at, n.sent_at), a.zone) end, c.customer_id,
  n.made_at::bigint
from account_notice n join account_change c on c.carrier_id = n.carrier_id and c.id = n.change_id join carrier a on a.id = n.carrier_id
where n.reference is not null;

create function forget_authentication(carrier uuid, records uuid[]) returns void language sql as $$
  -- counts that these tries began: their windows are long over
  delete from authentication_count c using (
      select k.key, max(t.at) as at from authentication_try t
      cross join lateral (values (t.account_key), (t.origin_key), (t.asker_key), (t.lock_key)) k (key)
      where t.carrier_id = $1 and t.id = any ($2) group by k.key) gone
    where c.carrier_id = $1 and c.key = gone.key and c.since_at <= gone.at;
  update authentication_try set account_key = decode(repeat('00', 32), 'hex'), origin_key = decode(repeat('00', 32), 'hex'),
      asker_key = decode(repeat('00', 32), 'hex'), lock_key = null
    where carrier_id = $1 and id = any ($2);
  update one_time_code set account_key = decode(repeat('00', 32), 'hex'), origin_key = decode(repeat('00', 32), 'hex'), code_hash = null,
      reference = null, token_hash = null, expects = null
    where carrier_id = $1 and id = any ($2);
  update authentication_lock set named = null, key = decode(repeat('00', 32), 'hex') where carrier_id = $1 and id = any ($2);
  update account_notice set reference = null where carrier_id = $1 and id = any ($2);
$$;

-- what happened at the desk: which call it was, who sat there, which of his calls a customer recited, and the papers by which a
-- business customer is known. That there was a session, how the customer was proved and what was opened stays.
insert into retention_class values ('desk', 24, '{47 CFR 64.2010(b),47 CFR 64.2010(g)}');
create index desk_session_kept on desk_session (carrier_id, opened_at) where opener <> '(purged)';
create index business_contract_kept on business_contract (carrier_id, entered_at) where reference <> '(purged)';
create index desk_call_session on desk_call (carrier_id, session_id);
create index desk_prompt_session on desk_prompt (carrier_id, session_id);
create index desk_dispatch_session on desk_dispatch (carrier_id, session_id);
create view retention_desk with (security_invoker = true) as
select s.carrier_id, s.id as record_id, legal_day(s.opened_at, a.zone) as began_on,
  -- call detail that was asked for in it and still waits to leave
  case when exists (select from desk_dispatch d where d.carrier_id = s.carrier_id and d.session_id = s.id
                    and d.state in ('wanted', 'sending', 'letter'))
       then null
       else legal_day(greatest(coalesce(s.ended_at, s.until_at), (select max(d.sent_at) from desk_dispatch d
         where d.carrier_id = s.carrier_id and d.session_id = s.id)), a.zone) end as ended_on,
  s.customer_id, s.opened_at::bigint as from_at
from desk_session s join carrier a on a.id = s.carrier_id where s.opener <> '(purged)'
union all
select b.carrier_id, b.id, b.from_day,
  greatest(legal_day(b.entered_at, a.zone), coalesce(legal_day(b.ended_at, a.zone), b.until_day)), b.customer_id, b.entered_at::bigint
from business_contract b join carrier a on a.id = b.carrier_id where b.reference <> '(purged)';

create function forget_desk(carrier uuid, records uuid[]) returns void language sql as $$
  update desk_session set opener = '(purged)', opened_by = null, call_id = case when call_id is not null then 'purged-' || id end,
      ended_at = coalesce(ended_at, until_at), ended_how = coalesce(ended_how, 'time')
    where carrier_id = $1 and id = any ($2);
  delete from recited_call where carrier_id = $1 and session_id = any ($2);
  update desk_call set reference = null, token_hash = null where carrier_id = $1 and session_id = any ($2);
  update desk_prompt set token_hash = null where carrier_id = $1 and session_id = any ($2);
  update business_contract set reference = '(purged)', clause = '(purged)', agreed_way = '(purged)' where carrier_id = $1 and id = any ($2);
$$;

-- the printed letters of a batch, with names and addresses: silence may rest on a notice for two years, and a year is kept after that
insert into retention_class values ('letters', 36, '{47 CFR 64.2008(a)(2)}');
create index letter_batch_posted on letter_batch (carrier_id, posted_at) where posted_at is not null;
create view retention_letters with (security_invoker = true) as
select b.carrier_id, b.id as record_id, legal_day(b.opened_at, a.zone) as began_on,
  legal_day(greatest(b.opened_at, b.posted_at), a.zone) as ended_on, null::uuid as customer_id, b.posted_at::bigint as from_at
from letter_batch b join carrier a on a.id = b.carrier_id
where b.posted_at is not null
  and exists (select from letter_part p where p.carrier_id = b.carrier_id and p.batch_id = b.id and p.pdf is not null offset 0);

create function forget_letters(carrier uuid, records uuid[]) returns void language sql as $$
  update letter_part set pdf = null where carrier_id = $1 and batch_id = any ($2) and pdf is not null;
$$;

-- what the staff wrote into tasks and reviews in its own words; a certificate may rest on it for five years
insert into retention_class values ('notes', 60, '{47 CFR 64.2009(e)}');
create index task_note on task (carrier_id, closed_at) where note is not null and note <> '(purged)';
create index access_review_item_why on access_review_item (carrier_id, decided_at) where why is not null and why <> '(purged)';
create view retention_notes with (security_invoker = true) as
select t.carrier_id, t.id as record_id, legal_day(t.opened_at, a.zone) as began_on, legal_day(t.closed_at, a.zone) as ended_on,
  null::uuid as customer_id, t.closed_at::bigint as from_at
from task t join carrier a on a.id = t.carrier_id where t.note is not null and t.note <> '(purged)' and t.closed_at is not null
union all
select i.carrier_id, i.id, legal_day(i.decided_at, a.zone),
  (select legal_day(greatest(i.decided_at, r.closed_at), a.zone) from access_review r
    where r.carrier_id = i.carrier_id and r.id = i.review_id and r.closed_at is not null), null::uuid, i.decided_at::bigint
from access_review_item i join carrier a on a.id = i.carrier_id where i.why is not null and i.why <> '(purged)' and i.decided_at is not null;

create function forget_notes(carrier uuid, records uuid[]) returns void language sql as $$
  update task set note = '(purged)', salt = replace(gen_random_uuid()::text, '-', '') where carrier_id = $1 and id = any ($2);
  update access_review_item set why = '(purged)' where carrier_id = $1 and id = any ($2);
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
end $$;

-- answers kept for a repeated Idempotency-Key hold what the answers held: they go by themselves after thirty days
create index idempotency_at on idempotency (carrier_id, at);
