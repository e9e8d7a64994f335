-- from where a code was asked: whoever has codes sent to many customers is looked into
alter table one_time_code add column origin_key bytea not null check (length(origin_key) = 32);
create index one_time_code_origin on one_time_code (carrier_id, origin_key, asked_at);

-- a person of the carrier and a machine are counted by measures of their own
alter table authentication_count drop constraint authentication_count_subject_check;
alter table authentication_count add check (subject in ('account', 'origin', 'person', 'machine'));
alter table authentication_lock drop constraint authentication_lock_subject_check;
alter table authentication_lock add check (subject in ('account', 'origin', 'person', 'machine'));
