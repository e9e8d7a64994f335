-- what customers said and were sent, counted by time: a year of it is read from the index alone
create index permission_event_series on permission_event (carrier_id, type, at) include (approval, method, wait_days);
