-- For which of his roles a person is reminded; where no e-mail can reach him, a task for that role stands instead.
alter table clock_reminder add column role text not null default 'compliance';
alter table clock_reminder alter column role drop default;
alter table clock_reminder drop constraint clock_reminder_state_check;
alter table clock_reminder add constraint clock_reminder_state_check
  check (state in ('wanted', 'trying', 'accepted', 'refused', 'unknown', 'task'));
