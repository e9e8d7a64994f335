-- limits that are set anew reach the gate as every other change does; until now it read them with the next change of the account
create trigger gate_sees_insert after insert on account_limits
  referencing new table as changed for each statement execute function tell_gate_of_account();
