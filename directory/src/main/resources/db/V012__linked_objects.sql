-- A relationship between users, such as manager and subordinate: one primary has many associated.
create table linked_object (
  org_id          text collate "C" not null references org (org_id) on delete cascade,
  id              text collate "C" not null,
  primary_name    text             not null,
  associated_name text             not null,
  body            jsonb            not null,
  created         timestamptz      not null,
  primary key (org_id, id),
  constraint linked_object_primary unique (org_id, primary_name),
  constraint linked_object_associated unique (org_id, associated_name)
);
select org_owned('linked_object');

-- Who is whose: in each relationship a user is associated with at most one other.
create table linked_user (
  org_id        text collate "C" not null,
  object_id     text collate "C" not null,
  associated_id text collate "C" not null,
  primary_id    text collate "C" not null,
  primary key (org_id, object_id, associated_id),
  foreign key (org_id, object_id) references linked_object (org_id, id) on delete cascade,
  foreign key (org_id, associated_id) references users (org_id, id) on delete cascade,
  foreign key (org_id, primary_id) references users (org_id, id) on delete cascade
);
select org_owned('linked_user');
create index linked_user_primary on linked_user (org_id, object_id, primary_id, associated_id);
create index linked_user_associated on linked_user (org_id, associated_id);
create index linked_user_as_primary on linked_user (org_id, primary_id);
