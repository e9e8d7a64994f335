-- a block notice names the carrier's public contact: the gate reads it again when it changes
drop trigger gate_sees_update on carrier;
create trigger gate_sees_update after update of clock, name, contact on carrier for each row execute function tell_gate_of_clock();
