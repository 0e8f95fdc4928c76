select org_table('auth_server');
select org_child_table('auth_scope', 'auth_server');
select org_child_table('auth_claim', 'auth_server');
select org_child_table('auth_policy', 'auth_server');
select org_child_table('auth_rule', 'auth_policy');

-- Which servers believe the tokens of which others.
create table auth_server_trust (
  org_id     text collate "C" not null,
  server_id  text collate "C" not null,
  trusted_id text collate "C" not null,
  created    timestamptz      not null,
  primary key (org_id, server_id, trusted_id),
  foreign key (org_id, server_id) references auth_server (org_id, id) on delete cascade,
  foreign key (org_id, trusted_id) references auth_server (org_id, id) on delete cascade
);
select org_owned('auth_server_trust');
create index auth_server_trust_trusted on auth_server_trust (org_id, trusted_id);

-- The keys that servers sign with; that of the org's own server has 'org' for its server.
create table auth_server_key (
  org_id    text collate "C" not null references org (org_id) on delete cascade,
  id        text collate "C" not null,
  server_id text collate "C" not null,
  status    text             not null,
  sealed    text             not null,
  created   timestamptz      not null,
  primary key (org_id, id)
);
select org_owned('auth_server_key');
create unique index auth_server_key_active on auth_server_key (org_id, server_id)
  where status = 'ACTIVE';
create unique index auth_server_key_next on auth_server_key (org_id, server_id)
  where status = 'NEXT';
