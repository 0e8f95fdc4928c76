-- What a device without a browser waits for (RFC 8628). Both codes are here as their hashes only.
create table device_code (
  org_id     text collate "C" not null references org (org_id) on delete cascade,
  id         text collate "C" not null,
  user_code  text collate "C" not null,
  client_id  text collate "C" not null,
  server_id  text collate "C" not null,
  scopes     text[]           not null,
  address    text             not null,
  user_agent text,
  created    timestamptz      not null,
  expires    timestamptz      not null,
  pause      int              not null,
  polled     timestamptz,
  allowed    boolean,
  user_id    text collate "C",
  body       jsonb,
  used       timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('device_code');
create unique index device_code_user on device_code (org_id, user_code);
create index device_code_expires on device_code (expires);

-- How often somebody typed a user code, by where they are.
create table device_code_try (
  org_id text collate "C" not null references org (org_id) on delete cascade,
  id     text collate "C" not null,
  tries  int              not null,
  expires timestamptz     not null,
  primary key (org_id, id)
);
select org_owned('device_code_try');
create index device_code_try_expires on device_code_try (expires);
