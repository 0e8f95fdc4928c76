-- What was proved, and when, one by one: a policy may want some of it anew. And how long the
-- session lasts unused, as the policy said when it began.
alter table session add column idle_seconds int not null default 7200;
update session set idle_seconds = 2592000 where remembered;
