-- What was proved for a session token, and on which terms its session is given.
alter table session_token add column proofs jsonb not null default '[]';
alter table session_token add column idle_seconds int not null default 7200;
alter table session_token add column lifetime_seconds int not null default 43200;
alter table session_token add column remembered boolean not null default false;
