-- a one-time code also proves a customer on the page of his choice; one asked for there sets no password, and one for a password chooses nothing
alter table one_time_code add column serves text not null default 'online' check (serves in ('online', 'choice'));
alter table one_time_code alter column serves drop default;
create index one_time_code_customer on one_time_code (carrier_id, customer_id, asked_at);
