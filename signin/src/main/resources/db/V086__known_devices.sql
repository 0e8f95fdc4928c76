-- A browser a person signed in with: known by a cookie, of which only the hash is here.
create table known_device (
  org_id     text collate "C" not null,
  user_id    text collate "C" not null,
  hash       bytea            not null,
  first_seen timestamptz      not null,
  last_seen  timestamptz      not null,
  trusted    timestamptz,
  expires    timestamptz      not null,
  primary key (org_id, user_id, hash),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('known_device');
create index known_device_hash on known_device (org_id, hash);
create index known_device_expires on known_device (expires);
