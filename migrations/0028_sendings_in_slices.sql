-- A sending is prepared a slice of customers at a time, each slice a short transaction: whom it is for, and how far it has come.
alter table sending_run add column since instant not null default 0;
alter table sending_run add column accounts text[];
alter table sending_run add column prepared_up_to uuid;
alter table sending_run add column customers integer not null default 0;
alter table sending_run add column without_language integer not null default 0;
-- a message to customers about a breach waits for law enforcement
alter table sending_run add column breach_id uuid;
alter table sending_run add foreign key (carrier_id, breach_id) references breach (carrier_id, id);
alter table sending_run drop constraint sending_run_state_check;
alter table sending_run add constraint sending_run_state_check check (state in ('preparing', 'prepared', 'approved', 'stopped'));
alter table sending_run drop constraint sending_run_check1;
alter table sending_run add constraint sending_run_approved
  check ((state in ('preparing', 'prepared')) = (approved_at is null) or state = 'stopped');

-- the notice, whatever its language; null on messages of before this column
alter table message add column group_id uuid;
-- two sendings prepared at once hold no customer both: one notice is on its way to him once
create unique index message_on_its_way on message (carrier_id, customer_id, group_id) where state in ('queued', 'trying', 'letter');
-- a message that its server put off rests until then
alter table message add column try_from instant not null default 0;

-- since when the mail server has taken nothing; null while it does
alter table mail_setting add column down_since instant;
