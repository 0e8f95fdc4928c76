-- A sign-in under way, whatever door it came through: what it is for, and what is known so far. It
-- moves only from the version that whoever moves it has seen.
alter table sign_in alter column browser drop not null;
alter table sign_in alter column path set default '';
alter table sign_in alter column params set default '';
alter table sign_in add column purpose text not null default 'AUTHORIZE';
alter table sign_in add column app text collate "C";
alter table sign_in add column version int not null default 0;
alter table sign_in add column state jsonb not null default '{}';

-- What was proved, and when, one by one: a policy may want some of it anew.
alter table session add column proofs jsonb not null default '[]';
