-- Work for later belongs to a carrier: its row security, and the end of a job commits with what the job did.
alter table job alter column carrier_id set not null;
alter table job alter column carrier_id set default current_setting('compline.carrier')::uuid;
alter table job add constraint job_carrier foreign key (carrier_id) references carrier;
-- two waiting jobs of one kind and key are one job
alter table job add column key text not null default gen_random_uuid()::text;
-- recurring work: run again that long after it ran; null runs once
alter table job add column every_ms bigint check (every_ms > 0);
create unique index job_waiting_once on job (carrier_id, kind, key) where done_at is null;

-- What a notice carries so that its customer can answer without an account: looked up before the carrier is known.
create table choice_code (
  carrier_id uuid not null default current_setting('compline.carrier')::uuid references carrier,
  code_hash bytea not null check (length(code_hash) = 32),
  customer_id uuid not null,
  -- the version that the customer was sent; which delivery answered is found when he answers
  version_id uuid not null,
  issued_at instant not null,
  expires_at instant not null check (expires_at > issued_at),
  primary key (carrier_id, code_hash),
  foreign key (carrier_id, customer_id) references customer,
  foreign key (carrier_id, version_id) references notice_version
);
create unique index choice_code_hash on choice_code (code_hash);
create index choice_code_customer on choice_code (carrier_id, customer_id);
