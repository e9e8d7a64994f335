-- How often a server that had let us in broke the connection at this message before its text, and answered nobody else then: what
-- a server does to all is its own trouble, what it does to one message again and again is the message's.
alter table message add column hang_ups integer not null default 0 check (hang_ups >= 0);
create index message_hung_up on message (carrier_id, try_from) where state = 'queued' and hang_ups > 0;
