-- Who answers for a group: a user, or all of another group.
create table group_owner (
  org_id         text collate "C" not null,
  group_id       text collate "C" not null,
  owner_id       text collate "C" not null,
  type           text             not null check (type in ('USER', 'GROUP')),
  last_updated   timestamptz      not null,
  owner_user_id  text collate "C" generated always as (case type when 'USER' then owner_id end) stored,
  owner_group_id text collate "C" generated always as (case type when 'GROUP' then owner_id end) stored,
  primary key (org_id, group_id, owner_id),
  foreign key (org_id, group_id) references groups (org_id, id) on delete cascade,
  foreign key (org_id, owner_user_id) references users (org_id, id) on delete cascade,
  foreign key (org_id, owner_group_id) references groups (org_id, id) on delete cascade
);
select org_owned('group_owner');
create index group_owner_user on group_owner (org_id, owner_user_id);
create index group_owner_group on group_owner (org_id, owner_group_id);
