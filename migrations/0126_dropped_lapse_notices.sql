-- a step of a lapse that a later step or a decision overtook before it went: nobody is told of it
alter table onboarding_notice drop constraint onboarding_notice_state_check;
alter table onboarding_notice add constraint onboarding_notice_state_check
  check (state in ('wanted', 'trying', 'accepted', 'letter', 'dropped'));
alter table onboarding_notice drop constraint onboarding_notice_check;
alter table onboarding_notice add constraint onboarding_notice_check
  check ((ended_at is not null) = (state in ('accepted', 'letter', 'dropped')));
