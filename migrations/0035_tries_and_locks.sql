-- under what an account's lock is found from a try: one for each kind of secret; unknown of tries made before
alter table authentication_try add column lock_key bytea check (length(lock_key) = 32);
