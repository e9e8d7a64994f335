-- Of which number call records were pulled, by a mark under the salt of the demand: that none were found rests on a look for each number
-- it names. Null for pulls of before.
alter table legal_request_pull add column number_mark text check (number_mark ~ '^[0-9a-f]{64}$');

-- why calls are no longer exchanged with a provider are a person's words: in evidence they stand sealed
alter table provider add column salt text;
update provider set salt = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
alter table provider alter column salt set not null;
