-- A group of answered calls goes on record in one statement: calls wait for it, and every exchange with the server costs them.
-- False where the group is there already, by a connection that was held to be lost and came back late.
create function keep_gate_group(
  of_carrier uuid, given_id uuid, given_from bigint, given_until bigint, counts jsonb, given_lines text, given_hash text,
  entry_id uuid, recorded bigint, entry_body text, entry_leaf bytea, refusals jsonb
) returns boolean language plpgsql as $$
begin
  perform set_config('compline.carrier', of_carrier::text, true);
  insert into gate_group (id, from_at, until_at, calls, refused, emergency, signed_a, signed_b, signed_c, unsigned,
      lines, lines_hash, entry_id)
    select given_id, given_from, given_until, calls, refused, emergency, "signedA", "signedB", "signedC", unsigned,
      given_lines, given_hash, entry_id
    from jsonb_to_record(counts) as counted(calls integer, refused integer, emergency integer, "signedA" integer,
      "signedB" integer, "signedC" integer, unsigned integer)
    on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into ledger_entry (id, recorded_at, kind, subject, body, leaf)
    values (entry_id, recorded, 'gate.calls', 'gate-group:' || given_id, entry_body, entry_leaf);
  if refusals is not null then
    insert into gate_refusal (id, group_id, at, account_id, call_id, calling, called, code, cause, reason, cite, forwarded)
      select id, given_id, at, account_id, call_id, calling, called, code, cause, reason, cite, forwarded
      from jsonb_to_recordset(refusals) as given(id uuid, at bigint, account_id uuid, call_id text, calling text, called text,
        code text, cause integer, reason text, cite text, forwarded boolean);
  end if;
  return true;
end $$;
