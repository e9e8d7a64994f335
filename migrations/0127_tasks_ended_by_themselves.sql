-- what a task asked for may come to pass by itself: then no person closed it, and the name says so
alter table task drop constraint task_check;
alter table task add constraint task_check check (
  (closed_by is null or closed_at is not null) and (closed_at is null) = (closer_name is null)
  and (closed_at is null) = (outcome is null) and (closed_at is not null or note is null));
