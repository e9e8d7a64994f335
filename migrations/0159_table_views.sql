-- How a person at a carrier wants a table of the console: its columns and their order. What he sought in it is kept nowhere: that may be a
-- customer's number or name. Neither may the words of a view be one: four digits in a row and an address are refused.
create domain view_words as text check (length(value) between 1 and 120 and value !~ '[0-9]{4}' and value !~ '[@\n]');

create table table_view (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  person_id uuid not null references person,
  of_table view_words not null,
  name view_words not null,
  hidden text[] not null check (cardinality(hidden) <= 100 and array_to_string(hidden, ' ') !~ '[0-9]{4}|[@\n]'),
  order_by view_words,
  direction text check (direction in ('up', 'down')),
  -- `opening`: the table opens with it
  used text not null check (used in ('opening', 'chosen')),
  kept_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, person_id, of_table, name),
  check ((order_by is null) = (direction is null))
);
create unique index table_view_opening on table_view (carrier_id, person_id, of_table) where used = 'opening';
