-- the turn of a job among what is due, so that the next one is found by an index and not by sorting all of them
alter table job add column turn smallint not null default 1 check (turn between 0 and 2);
update job set turn = 0 where done_at is null
  and kind in ('tracebackMails.take', 'tracebacks.page', 'tracebacks.watch', 'desk.placeCall', 'online.sendCode', 'links.send');
update job set turn = 2 where done_at is null and kind = 'traffic.scoreDay';
drop index job_due;
create index job_due on job (turn, run_at) where done_at is null;
