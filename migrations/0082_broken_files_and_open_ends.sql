-- A file whose taking in was broken off holds nothing, and may be taken in again at once.
alter table call_file drop constraint call_file_state_check;
alter table call_file add constraint call_file_state_check check (state in ('arriving', 'broken', 'kept', 'purged'));

-- That no end of a legal authorization is on record is one thing where it names none, and another where nobody was asked for it: records of
-- before 0066 do not know.
alter table interception add column authorized_end text not null default 'unknown' check (authorized_end in ('named', 'none-named', 'unknown'));
update interception set authorized_end = case when authorized_until is not null then 'named' else 'none-named' end
  where authorized_until is not null or authorized = 'without' or recorded_at >= coalesce((select extract(epoch from at) * 1000 from migration where name like '0066%'), 0);
alter table interception add constraint authorized_end_is_named check ((authorized_end = 'named') = (authorized_until is not null));
