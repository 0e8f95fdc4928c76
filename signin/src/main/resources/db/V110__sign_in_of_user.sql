-- Whom a sign-in under way is of, so that all of one person can be ended at once.
alter table sign_in drop column user_id;
alter table sign_in add column user_id text collate "C"
  generated always as (state ->> 'user') stored;
create index sign_in_user on sign_in (org_id, user_id) where user_id is not null;
