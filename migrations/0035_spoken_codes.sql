-- a one-time code may be spoken on a call that the system places to a number of record
alter table one_time_code
  -- of the address that the telephone service asks
  add column token_hash bytea check (length(token_hash) = 32),
  -- the key that a person presses and a mailbox does not know
  add column expects text check (expects ~ '^[2-9]$'),
  add column wrong_keys smallint not null default 0 check (wrong_keys between 0 and 3),
  add constraint one_time_code_token unique (carrier_id, token_hash),
  add constraint only_a_call_is_answered check (way = 'call' or num_nonnulls(token_hash, expects) = 0),
  -- doubt D-11: a number may be just ported in or forwarded, and a call goes where a text does not
  add constraint spoken_to_a_number_of_thirty_days check (code_hash is null or way <> 'call' or held_on + 30 <= asked_on);
alter table one_time_code drop constraint one_time_code_state_check;
alter table one_time_code add constraint one_time_code_state_check
  check (state in ('waiting', 'trying', 'ringing', 'letter', 'sent', 'mailbox', 'unanswered', 'failed', 'nowhere'));
