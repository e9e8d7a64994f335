-- the paragraph for which a disclosure was stopped; those stopped before this column keep none
alter table disclosure add column stopped_cite text;
alter table disclosure add constraint paragraph_of_a_stop check (stopped_cite is null or state = 'stopped');
