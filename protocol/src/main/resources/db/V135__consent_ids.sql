-- A consent is a resource of its own (Okta, User Grants API).
alter table consent add column id text collate "C";
select set_config('gatehouse.org', '*', true);
update consent set id = 'oag' || substr(md5(user_id || client || server || scope), 1, 17);
alter table consent alter column id set not null;
create unique index consent_id on consent (org_id, id);
