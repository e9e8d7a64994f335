-- why a session was finished, in the desk's own codes; hang-up and time need none
alter table desk_session add column ended_reason text
  check (ended_reason in ('told', 'sent', 'changed', 'chose', 'reported', 'offered', 'not-proved', 'nothing'));
alter table desk_session add check (ended_how is not null or ended_reason is null);
