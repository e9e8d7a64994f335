-- who is about to get an e-mail is looked up among those whose e-mail may have gone out: few
create index message_in_doubt on message (carrier_id, customer_id) where in_doubt_at is not null;
