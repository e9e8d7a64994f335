-- a part has a name of its own: made again it lies beside the one on record until the record names it
alter table call_part add column name text check (name <> '');
update call_part set name = file_id || case nth when 0 then '' else '.' || nth end;
alter table call_part alter column name set not null;
alter table call_part drop constraint call_part_pkey, add primary key (carrier_id, file_id, day, name);
alter table call_part drop column nth;
