-- the built-in course, taken by a person himself: three tries a day, each with its own questions, never changed once submitted
create table course_attempt (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  course_id uuid not null,
  person_id uuid not null references person,
  person_name text not null,
  day date not null,
  try_of_day integer not null check (try_of_day between 1 and 3),
  seed text not null check (seed <> ''),
  started_at instant not null,
  submitted_at instant,
  score integer check (score between 0 and 100),
  passed boolean,
  primary key (carrier_id, id),
  foreign key (carrier_id, course_id) references course,
  unique (carrier_id, course_id, person_id, day, try_of_day),
  check (num_nulls(submitted_at, score, passed) in (0, 3))
);

create function course_attempt_stands() returns trigger language plpgsql as $$
begin
  if old.submitted_at is not null then
    raise exception 'a submitted try stands as it is';
  end if;
  return new;
end $$;
create trigger course_attempt_stands before update on course_attempt for each row execute function course_attempt_stands();
