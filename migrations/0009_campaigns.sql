-- the record that 47 CFR 64.2009(c) asks for, and what stands before a campaign goes out
create table campaign (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  name text not null check (name <> ''),
  description text not null check (length(description) >= 20),
  cpni text[] not null check (cardinality(cpni) > 0),
  products text[] not null check (cardinality(products) > 0),
  offer_kind text not null,
  offer_category text,
  recipient text not null,
  recipient_name text,
  agreement boolean not null,
  affiliate_id uuid,
  audience jsonb not null,
  channel text not null check (channel in ('mail', 'email', 'telephone', 'text', 'bill-insert', 'web', 'visit')),
  script text not null,
  content_hash text not null,
  -- who defined the list and the manner, or adopted them by name (a supervisor)
  list_by uuid,
  manner_by uuid,
  state text not null check (state in ('draft', 'submitted', 'approved', 'frozen', 'released', 'closed', 'rejected', 'imported')),
  requester_id uuid not null,
  requester_name text not null,
  created_at instant not null,
  ended_at instant,
  primary key (carrier_id, id)
);

-- an approval counts for exactly the content it names; nobody approves his own request
create table campaign_review (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  campaign_id uuid not null,
  content_hash text not null,
  verdict text not null check (verdict in ('approved', 'change-asked', 'rejected')),
  note text not null,
  requester_id uuid not null,
  approver_id uuid not null,
  approver_name text not null,
  at instant not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, campaign_id) references campaign (carrier_id, id),
  check (requester_id <> approver_id)
);

-- 47 CFR 64.2009(d): a proposed outbound request for customers' approval, approved by a supervisor before it goes out
create table solicitation (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  notice_version_id uuid not null,
  channel text not null,
  script text not null,
  content_hash text not null,
  requester_id uuid not null,
  requester_name text not null,
  created_at instant not null,
  approver_id uuid,
  approver_name text,
  verdict text check (verdict in ('approved', 'rejected')),
  note text,
  decided_at instant,
  primary key (carrier_id, id),
  check (approver_id is null or approver_id <> requester_id),
  check ((verdict is null) = (approver_id is null))
);

create table audience (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  campaign_id uuid not null,
  content_hash text not null,
  screened_at instant not null,
  frozen_at instant,
  included bigint,
  excluded bigint,
  counts jsonb,
  -- RFC 6962 root over the members in order of customer id
  root text,
  entry_id uuid,
  primary key (carrier_id, id),
  foreign key (carrier_id, campaign_id) references campaign (carrier_id, id)
);

create table audience_member (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  audience_id uuid not null,
  customer_id uuid not null,
  -- a verdict of src/cpni/uses/verdicts.ts: why in, or why out
  verdict smallint not null,
  left_at instant,
  left_verdict smallint,
  primary key (carrier_id, audience_id, customer_id)
);
create index audience_member_left on audience_member (carrier_id, audience_id, left_at) where left_at is not null;

create table release (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  campaign_id uuid not null,
  audience_id uuid not null,
  released_at instant not null,
  valid_until instant not null,
  released_by uuid not null,
  released_by_name text not null,
  included bigint not null,
  leavers bigint not null,
  manifest_hash text not null,
  signature text not null,
  entry_id uuid not null,
  receipt_at instant,
  receipt jsonb,
  primary key (carrier_id, id),
  foreign key (carrier_id, audience_id) references audience (carrier_id, id)
);

create table campaign_outcome (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  campaign_id uuid not null,
  at instant not null,
  contacted bigint not null check (contacted >= 0),
  reached bigint not null check (reached >= 0),
  responses bigint not null check (responses >= 0),
  sales bigint not null check (sales >= 0),
  complaints bigint not null check (complaints >= 0),
  note text not null,
  primary key (carrier_id, id),
  foreign key (carrier_id, campaign_id) references campaign (carrier_id, id)
);
