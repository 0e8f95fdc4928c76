-- Who is signed in. The cookie holds a secret of which only the hash is here.
create table session (
  org_id        text collate "C" not null,
  id            text collate "C" not null,
  user_id       text collate "C" not null,
  hash          bytea            not null,
  created       timestamptz      not null,
  authenticated timestamptz      not null,
  last_used     timestamptz      not null,
  expires       timestamptz      not null,
  remembered    boolean          not null,
  amr           text[]           not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('session');
create unique index session_hash on session (org_id, hash);
create index session_of_user on session (org_id, user_id);

-- A proof of sign-in that can be made a session of once.
create table session_token (
  org_id  text collate "C" not null,
  id      text collate "C" not null,
  user_id text collate "C" not null,
  hash    bytea            not null,
  expires timestamptz      not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('session_token');
create unique index session_token_hash on session_token (org_id, hash);

-- A request to /authorize that waits for a person: known by a handle, and bound to their browser.
create table sign_in (
  org_id  text collate "C" not null references org (org_id) on delete cascade,
  id      text collate "C" not null,
  hash    bytea            not null,
  browser bytea            not null,
  path    text             not null,
  params  text             not null,
  user_id text collate "C",
  expires timestamptz      not null,
  primary key (org_id, id)
);
select org_owned('sign_in');
create unique index sign_in_hash on sign_in (org_id, hash);

-- What a person let a client do.
create table consent (
  org_id  text collate "C" not null,
  user_id text collate "C" not null,
  client  text collate "C" not null,
  server  text collate "C" not null,
  scope   text             not null,
  created timestamptz      not null,
  primary key (org_id, user_id, client, server, scope),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('consent');
