-- What a profile may hold, for each type of user. 'base' holds only what differs from the base
-- attributes that every org has.
create table user_type (
  org_id       text collate "C" not null references org (org_id) on delete cascade,
  id           text collate "C" not null,
  schema_id    text collate "C" not null,
  name         text             not null,
  display_name text             not null,
  description  text,
  is_default   boolean          not null,
  created      timestamptz      not null,
  created_by   text             not null,
  last_updated timestamptz      not null,
  updated_by   text             not null,
  base         jsonb            not null default '{}',
  custom       jsonb            not null default '{}',
  schema_updated timestamptz    not null,
  primary key (org_id, id),
  constraint user_type_name unique (org_id, name)
);
select org_owned('user_type');
create unique index user_type_default on user_type (org_id) where is_default;
create unique index user_type_schema on user_type (org_id, schema_id);

create table users (
  org_id            text collate "C" not null references org (org_id) on delete cascade,
  id                text collate "C" not null,
  status            text             not null,
  type_id           text collate "C" not null,
  realm_id          text collate "C" not null,
  login_key         text collate "C" not null,
  profile           jsonb            not null,
  login             text generated always as (profile ->> 'login') stored,
  email             text generated always as (profile ->> 'email') stored,
  first_name        text generated always as (profile ->> 'firstName') stored,
  last_name         text generated always as (profile ->> 'lastName') stored,
  created           timestamptz      not null,
  activated         timestamptz,
  status_changed    timestamptz,
  last_login        timestamptz,
  last_updated      timestamptz      not null,
  password_changed  timestamptz,
  transitioning_to  text,
  provider_type     text             not null,
  provider_name     text             not null,
  password          text,
  password_history  text[]           not null default '{}',
  failed_tries      int              not null default 0,
  locked_at         timestamptz,
  recovery_question text,
  recovery_answer   text,
  primary key (org_id, id),
  constraint users_login unique (org_id, login_key),
  foreign key (org_id, type_id) references user_type (org_id, id)
);
select org_owned('users');
create index users_status on users (org_id, status, id);
create index users_last_updated on users (org_id, last_updated, id);

-- The texts of profiles, folded, one a row: only plain comparisons of columns can use an index
-- behind row-level security.
create table user_value (
  org_id  text collate "C" not null,
  user_id text collate "C" not null,
  name    text collate "C" not null,
  value   text collate "C" not null,
  primary key (org_id, user_id, name, value),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('user_value');
create index user_value_found on user_value (org_id, name, value, user_id);

-- What is sent to a person to prove that a mailbox is theirs: kept only as a hash, used once.
create table user_token (
  org_id   text collate "C" not null,
  id       text collate "C" not null,
  user_id  text collate "C" not null,
  purpose  text             not null,
  hash     bytea            not null,
  expires  timestamptz      not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('user_token');
create unique index user_token_hash on user_token (org_id, hash);
create index user_token_user on user_token (org_id, user_id, purpose);
