-- the health monitor has a customer of its own for each channel, so that what comes by one way says nothing of another
alter table probe_customer add column channel_id uuid;
alter table probe_customer add foreign key (carrier_id, channel_id) references choice_channel;
