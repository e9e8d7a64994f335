-- 64.2010(f): a change may be told by a voice message to the number of record, too
alter table account_notice drop constraint account_notice_way_check, drop constraint account_notice_check, drop constraint held_before_the_change;
alter table account_notice add constraint account_notice_way_check check (way in ('text', 'call', 'email', 'mail'));
alter table account_notice add constraint account_notice_where
  check (num_nonnulls(service_id, contact_id) = 1 and (way in ('text', 'call')) = (service_id is not null));
alter table account_notice add constraint held_before_the_change
  check (held_on < changed_on and (way in ('text', 'call') or held_on + 30 <= changed_on));
-- what the telephone service names a call under way by
alter table account_notice add column token_hash bytea;
create unique index account_notice_token on account_notice (carrier_id, token_hash) where token_hash is not null;

-- what came back looks for its message by its delivery
create index message_of_delivery on message (carrier_id, delivery_id) where delivery_id is not null;
