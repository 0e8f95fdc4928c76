-- What people of an org can prove themselves with, and the methods of each.
select org_table('authenticator');
alter table authenticator add column key text generated always as (body ->> 'key') stored;
create unique index authenticator_key on authenticator (org_id, key)
  where body ->> 'key' not in ('custom_otp', 'custom_app');
create unique index authenticator_name on authenticator (org_id, lower(name));

-- Models of security keys that an org tells about itself; the id is the AAGUID.
select org_child_table('authenticator_aaguid', 'authenticator');

-- What one person proves themselves with.
--   counter     the last time step or counter that was used: none is used twice
--   credential  the id of a WebAuthn credential, or the serial of a hardware token
--   tries       wrong answers since tries_since, for a limit of its own beside the lockout
create table enrollment (
  org_id           text collate "C" not null,
  id               text collate "C" not null,
  user_id          text collate "C" not null,
  authenticator_id text collate "C" not null,
  method           text             not null,
  status           text             not null,
  profile          jsonb            not null,
  secret           text,
  counter          bigint           not null default -1,
  credential       bytea,
  tries            int              not null default 0,
  tries_since      timestamptz,
  sent             timestamptz,
  expires          timestamptz,
  created          timestamptz      not null,
  last_updated     timestamptz      not null,
  last_used        timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade,
  foreign key (org_id, authenticator_id) references authenticator (org_id, id) on delete cascade
);
select org_owned('enrollment');
create index enrollment_user on enrollment (org_id, user_id, id);
create index enrollment_authenticator on enrollment (org_id, authenticator_id);
create unique index enrollment_credential on enrollment (org_id, authenticator_id, credential);

-- What was asked of a person in one request, until it is answered. The code is kept as a hash only.
create table challenge (
  org_id        text collate "C" not null references org (org_id) on delete cascade,
  id            text collate "C" not null,
  request       text collate "C" not null,
  enrollment_id text collate "C" not null,
  user_id       text collate "C",
  method        text             not null,
  target        text,
  code          bytea,
  link          bytea,
  nonce         text,
  approved      timestamptz,
  tries         int              not null default 0,
  sends         int              not null default 1,
  created       timestamptz      not null,
  expires       timestamptz      not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('challenge');
create unique index challenge_request on challenge (org_id, request, enrollment_id);
create index challenge_user on challenge (org_id, user_id, created);
create unique index challenge_link on challenge (org_id, link);
create index challenge_expires on challenge (expires);
