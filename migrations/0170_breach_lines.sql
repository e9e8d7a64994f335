-- Which lines of a breach's record are known and which are taken to be so until somebody knows better; neither where nobody said.
alter table breach
  add column known_lines text[] not null default '{}',
  add column assumed_lines text[] not null default '{}',
  add constraint breach_lines check (
    known_lines <@ array['discovered', 'determined', 'intentional', 'cpni', 'customers', 'circumstances']
    and assumed_lines <@ array['discovered', 'determined', 'intentional', 'cpni', 'customers', 'circumstances']
    and not known_lines && assumed_lines);
