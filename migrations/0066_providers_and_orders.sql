-- A provider's calls are stopped because the rule does not let them be taken: resuming an account does not end that, taking the provider
-- again does.
alter table account_hold drop constraint account_hold_source_check;
alter table account_hold add constraint account_hold_source_check
  check (source in ('onboarding', 'strikes', 'investigation', 'officer', 'provider'));
update account_hold h set source = 'provider', source_id = p.id from provider p
  where p.carrier_id = h.carrier_id and p.account_id = h.account_id and p.ended_at = h.from_at
    and h.source = 'officer' and h.source_id is null and h.ended_at is null;

-- until when the legal authorization of an interception reaches; null where it names no end
alter table interception add column authorized_until instant;
alter table interception add constraint enabled_within_its_authorization check (start_at is null or start_at < authorized_until);
