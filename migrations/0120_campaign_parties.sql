-- who sends a campaign, as the register of third parties knows him
alter table campaign add column party_id uuid;
alter table campaign add foreign key (carrier_id, party_id) references third_party (carrier_id, id);

-- what a reviewer looked at, so that a later version is set beside it and what changed is told
alter table campaign_review add column content jsonb;
create index campaign_review_of on campaign_review (carrier_id, campaign_id, at);
create index campaign_review_approved on campaign_review (carrier_id, at) where verdict = 'approved';
