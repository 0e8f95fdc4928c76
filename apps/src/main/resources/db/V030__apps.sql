-- An application is a document; what SQL must see of it stands in columns.
create table app (
  org_id       text collate "C" not null references org (org_id) on delete cascade,
  id           text collate "C" not null,
  name         text             not null,
  label        text             not null,
  sign_on_mode text             not null,
  status       text             not null,
  client_id    text collate "C",
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  body         jsonb            not null,
  primary key (org_id, id)
);
select org_owned('app');
create unique index app_client_id on app (org_id, client_id) where client_id is not null;
create index app_label_fold on app (org_id, lower(label) text_pattern_ops);

-- Client secrets: a hash to compare with, and the sealed secret for those who may look at it.
create table app_secret (
  org_id       text collate "C" not null,
  id           text collate "C" not null,
  app_id       text collate "C" not null,
  status       text             not null,
  hash         text             not null,
  sealed       text             not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  primary key (org_id, id),
  foreign key (org_id, app_id) references app (org_id, id) on delete cascade
);
select org_owned('app_secret');
create index app_secret_app on app_secret (org_id, app_id);

-- Who may use an application: people by themselves, and groups.
create table app_user (
  org_id       text collate "C" not null,
  app_id       text collate "C" not null,
  user_id      text collate "C" not null,
  user_name    text             not null,
  profile      jsonb            not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  primary key (org_id, app_id, user_id),
  foreign key (org_id, app_id) references app (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('app_user');
create index app_user_user on app_user (org_id, user_id, app_id);

create table app_group (
  org_id       text collate "C" not null,
  app_id       text collate "C" not null,
  group_id     text collate "C" not null,
  priority     int              not null,
  profile      jsonb            not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  primary key (org_id, app_id, group_id),
  foreign key (org_id, app_id) references app (org_id, id) on delete cascade,
  foreign key (org_id, group_id) references groups (org_id, id) on delete cascade
);
select org_owned('app_group');
create index app_group_group on app_group (org_id, group_id, app_id);

-- Which scopes of the org's own API an application was granted.
create table app_grant (
  org_id       text collate "C" not null,
  id           text collate "C" not null,
  app_id       text collate "C" not null,
  scope        text             not null,
  issuer       text             not null,
  created      timestamptz      not null,
  created_by   text             not null,
  last_updated timestamptz      not null,
  primary key (org_id, id),
  constraint app_grant_once unique (org_id, app_id, scope),
  foreign key (org_id, app_id) references app (org_id, id) on delete cascade
);
select org_owned('app_grant');
