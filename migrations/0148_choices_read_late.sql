-- What customers chose and was read late, by way and moment: who tried while a way failed is counted when the failure is looked at.
create index choice_receipt_late on choice_receipt (carrier_id, method, at) where recorded_at > at + 900000;
