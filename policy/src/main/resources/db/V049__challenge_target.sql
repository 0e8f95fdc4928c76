-- Whether a telephone was rung a short while ago, whoever asked.
create index challenge_target on challenge (org_id, target, created) where target is not null;
