-- what a page of the desk takes: the password in force, or a new one or a back-up question by a code that came to what is of record
alter table desk_prompt add column serves text not null default 'password'
  check (serves in ('password', 'new-password', 'backup-method'));
-- neither a code of letters nor a question is keyed in on a telephone
alter table desk_prompt add check (serves = 'password' or way <> 'keys');
alter table desk_prompt drop constraint desk_prompt_state_check;
alter table desk_prompt add constraint desk_prompt_state_check
  check (state in ('wanted', 'sending', 'waiting', 'proved', 'set', 'locked', 'failed', 'unknown'));
-- what sets a password proves nobody on the call: he enters it next
alter table desk_prompt add check (state <> 'proved' or serves = 'password');
alter table desk_prompt add check (state <> 'set' or serves <> 'password');
