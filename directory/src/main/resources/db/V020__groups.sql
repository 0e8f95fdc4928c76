create table groups (
  org_id            text collate "C" not null references org (org_id) on delete cascade,
  id                text collate "C" not null,
  type              text             not null,
  profile           jsonb            not null,
  name              text generated always as (profile ->> 'name') stored,
  created           timestamptz      not null,
  last_updated      timestamptz      not null,
  last_membership_updated timestamptz not null,
  primary key (org_id, id),
  constraint groups_name unique (org_id, name)
);
select org_owned('groups');
create index groups_name_fold on groups (org_id, lower(name) text_pattern_ops);

-- Who is in a group. Everyone is in Everyone without a row of their own.
create table group_member (
  org_id   text collate "C" not null,
  group_id text collate "C" not null,
  user_id  text collate "C" not null,
  since    timestamptz      not null,
  primary key (org_id, group_id, user_id),
  foreign key (org_id, group_id) references groups (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('group_member');
create index group_member_user on group_member (org_id, user_id, group_id);

-- Which administrator roles a user has.
create table role_assignment (
  org_id       text collate "C" not null,
  id           text collate "C" not null,
  user_id      text collate "C" not null,
  type         text             not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  primary key (org_id, id),
  constraint role_assignment_once unique (org_id, user_id, type),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('role_assignment');
