-- a large day of a file lies in several parts, which are written while the rest of the file is read
alter table call_part add column nth integer not null default 0 check (nth >= 0);
alter table call_part alter column nth drop default;
alter table call_part drop constraint call_part_pkey, add primary key (carrier_id, file_id, day, nth);
