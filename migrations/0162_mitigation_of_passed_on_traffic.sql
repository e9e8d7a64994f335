-- whoever only passed traffic on mitigates it where that is possible; where it is not, that stands on record. 47 CFR 64.1200(n)(2)
alter table fcc_notice_action drop constraint fcc_notice_action_kind_check;
alter table fcc_notice_action add constraint fcc_notice_action_kind_check check (kind in ('blocked-identified', 'blocked-similar',
  'account-suspended', 'account-terminated', 'provider-blocked', 'no-traffic', 'mitigated', 'mitigation-impossible', 'measures'));
