-- What is handed out is kept as its hash only: the id of a code and of a refresh token is the
-- SHA-256 of its text.

create table authorization_code (
  org_id    text collate "C" not null references org (org_id) on delete cascade,
  id        text collate "C" not null,
  client_id text collate "C" not null,
  server_id text collate "C" not null,
  user_id   text collate "C" not null,
  redirect  text             not null,
  challenge text,
  expires   timestamptz      not null,
  used      timestamptz,
  token_id  text collate "C",
  family_id text collate "C",
  body      jsonb            not null,
  primary key (org_id, id)
);
select org_owned('authorization_code');
create index authorization_code_expires on authorization_code (expires);

-- A refresh token and all its successors; dead from the moment it is revoked or has expired.
create table token_family (
  org_id    text collate "C" not null references org (org_id) on delete cascade,
  id        text collate "C" not null,
  client_id text collate "C" not null,
  server_id text collate "C" not null,
  user_id   text collate "C" not null,
  scopes    text[]           not null,
  created   timestamptz      not null,
  expires   timestamptz,
  revoked   timestamptz,
  body      jsonb            not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('token_family');
create index token_family_user on token_family (org_id, user_id, id);
create index token_family_client on token_family (org_id, client_id, id);

create table refresh_token (
  org_id    text collate "C" not null,
  id        text collate "C" not null,
  family_id text collate "C" not null,
  created   timestamptz      not null,
  expires   timestamptz      not null,
  used      timestamptz,
  primary key (org_id, id),
  foreign key (org_id, family_id) references token_family (org_id, id) on delete cascade
);
select org_owned('refresh_token');
create index refresh_token_family on refresh_token (org_id, family_id);

-- Access tokens that were taken back before their time, until then.
create table revoked_token (
  org_id  text collate "C" not null references org (org_id) on delete cascade,
  id      text collate "C" not null,
  expires timestamptz      not null,
  primary key (org_id, id)
);
select org_owned('revoked_token');
create index revoked_token_expires on revoked_token (expires);

-- Every token of a user or client that is older than this is void.
create table token_cutoff (
  org_id     text collate "C" not null references org (org_id) on delete cascade,
  id         text collate "C" not null,
  moment text collate "C" not null,
  primary key (org_id, id)
);
select org_owned('token_cutoff');

-- The jti of client assertions, each good for one use (RFC 7523 §3).
create table spent_assertion (
  org_id  text collate "C" not null references org (org_id) on delete cascade,
  id      text collate "C" not null,
  expires timestamptz      not null,
  primary key (org_id, id)
);
select org_owned('spent_assertion');
create index spent_assertion_expires on spent_assertion (expires);
