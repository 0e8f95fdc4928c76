-- A policy is a document; what SQL must see of it stands in columns.
create table policy (
  org_id       text collate "C" not null references org (org_id) on delete cascade,
  id           text collate "C" not null,
  type         text             not null,
  name         text             not null,
  status       text             not null,
  priority     int              not null,
  system       boolean          not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  body         jsonb            not null,
  primary key (org_id, id)
);
select org_owned('policy');
create index policy_order on policy (org_id, type, priority, id);

-- The rules of a policy, of which the first that matches decides.
create table policy_rule (
  org_id       text collate "C" not null,
  id           text collate "C" not null,
  policy_id    text collate "C" not null,
  type         text             not null,
  name         text             not null,
  status       text             not null,
  priority     int              not null,
  system       boolean          not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  body         jsonb            not null,
  primary key (org_id, id),
  foreign key (org_id, policy_id) references policy (org_id, id) on delete cascade
);
select org_owned('policy_rule');
create index policy_rule_order on policy_rule (org_id, policy_id, priority, id);

-- Which policy of a type an application follows; without a row, the default one.
create table app_policy (
  org_id    text collate "C" not null,
  app_id    text collate "C" not null,
  type      text             not null,
  policy_id text collate "C" not null,
  primary key (org_id, app_id, type),
  foreign key (org_id, app_id) references app (org_id, id) on delete cascade,
  foreign key (org_id, policy_id) references policy (org_id, id) on delete cascade
);
select org_owned('app_policy');
create index app_policy_policy on app_policy (org_id, policy_id);
