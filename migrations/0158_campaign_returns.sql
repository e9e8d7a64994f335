-- 64.2009(c): what came back of a released campaign, by the file of whoever sent it out

-- counts and the hash only; what could not be taken stands below it by line
create table campaign_return_file (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  id uuid not null,
  campaign_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  rows integer not null check (rows >= 0),
  recorded integer not null check (recorded >= 0),
  known integer not null check (known >= 0),
  refused integer not null check (refused >= 0),
  taken_by text not null,
  taken_at instant not null,
  primary key (carrier_id, id),
  unique (carrier_id, campaign_id, sha256),
  foreign key (carrier_id, campaign_id) references campaign (carrier_id, id),
  check (rows = recorded + known + refused)
);

-- a line that was not taken, without what stood in it
create table campaign_return_refused (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  file_id uuid not null,
  line integer not null check (line > 0),
  field text not null,
  reason text not null,
  primary key (carrier_id, file_id, line),
  foreign key (carrier_id, file_id) references campaign_return_file
);

-- that a piece came back from a person of a released list, or that he answered with no
create table campaign_return (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  audience_id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('bounce', 'returned-mail', 'stop')),
  happened_on date not null,
  recorded_at instant not null,
  primary key (carrier_id, audience_id, customer_id, kind, happened_on),
  foreign key (carrier_id, audience_id) references audience (carrier_id, id)
);

create or replace function forget_campaigns(carrier uuid, records uuid[]) returns void language sql as $$
  delete from campaign_return where carrier_id = $1 and audience_id = any ($2);
  delete from audience_member where carrier_id = $1 and audience_id = any ($2);
  delete from disclosure_item where carrier_id = $1 and disclosure_id = any ($2);
$$;
