-- which files of call records lay whole before a pull read them: the time of either tells nothing while the other is under way
alter table legal_request_pull add column file_ids uuid[];
