-- who invited: where he administers here no more, his invitations open nothing
alter table access_link add column maker_id uuid references person;

-- Who works at a carrier no more has no open session and no key there, and comes back to none. Who works nowhere has left: his
-- password goes. Deferred, because whoever is given other roles is ended and begun in one transaction.
create function end_access_of_leaver() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  real_now bigint := (extract(epoch from now()) * 1000)::bigint;
begin
  -- whoever opens a session holds the person too: it is ended here, or sees that the membership is
  perform from person where id = new.person_id for no key update;
  if exists (select from membership where carrier_id = new.carrier_id and person_id = new.person_id and until_at is null) then
    return null;
  end if;
  update session set ended_at = real_now where carrier_id = new.carrier_id and person_id = new.person_id and ended_at is null;
  update api_key set revoked_at = real_now where carrier_id = new.carrier_id and person_id = new.person_id and revoked_at is null;
  if not exists (select from membership where person_id = new.person_id and until_at is null) then
    update person set left_at = real_now, password_hash = null where id = new.person_id and left_at is null;
    update passkey set ended_at = real_now where person_id = new.person_id and ended_at is null;
    update authenticator_app set ended_at = real_now where person_id = new.person_id and ended_at is null;
    update recovery_code set ended_at = real_now where person_id = new.person_id and ended_at is null;
    update access_link set ended_at = real_now
      where person_id = new.person_id and kind = 'password' and used_at is null and ended_at is null;
  end if;
  return null;
end $$;
create constraint trigger membership_ended after update of until_at on membership deferrable initially deferred
  for each row when (new.until_at is not null) execute function end_access_of_leaver();

-- those who left before this was kept
update session s set ended_at = (extract(epoch from now()) * 1000)::bigint where ended_at is null and not exists (
  select from membership m where m.carrier_id = s.carrier_id and m.person_id = s.person_id and m.until_at is null);
update api_key k set revoked_at = (extract(epoch from now()) * 1000)::bigint where revoked_at is null and person_id is not null and not exists (
  select from membership m where m.carrier_id = k.carrier_id and m.person_id = k.person_id and m.until_at is null);
update person p set left_at = (extract(epoch from now()) * 1000)::bigint, password_hash = null where left_at is null and not exists (
  select from membership m where m.person_id = p.id and m.until_at is null);
update passkey k set ended_at = p.left_at from person p where p.id = k.person_id and p.left_at is not null and k.ended_at is null;
update authenticator_app a set ended_at = p.left_at from person p where p.id = a.person_id and p.left_at is not null and a.ended_at is null;
update recovery_code c set ended_at = p.left_at from person p where p.id = c.person_id and p.left_at is not null and c.ended_at is null;
-- nor does anybody know who made these
update access_link set ended_at = (extract(epoch from now()) * 1000)::bigint where kind = 'invitation' and used_at is null and ended_at is null;

-- Passwords of the demo's people are printed for everybody: a demo carrier makes nobody else its own. A membership that is over
-- tells what was, also of who has left.
create or replace function member_is_that_person() returns trigger language plpgsql as $$
begin
  if new.until_at is null and not is_person(new.person_id, new.email) then
    raise exception 'no person has this id and e-mail address';
  end if;
  if (select demo from carrier where id = new.carrier_id) and not is_demo_person(new.person_id) then
    raise exception 'only persons of the demo work at a demo carrier';
  end if;
  return new;
end $$;
create function is_demo_person(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from person where id = $1 and demo);
$$;
