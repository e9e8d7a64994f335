-- since when the exchange says that calls to a number go elsewhere; null: it says so of none now
alter table customer_service add column forwarded_since instant;
alter table customer_service add check (forwarded_since is null or number is not null or until_at is not null);
