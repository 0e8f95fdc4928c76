-- What profiles of groups may hold, where an org changed what every org has; the id is 'default'.
create table group_schema (
  org_id       text collate "C" not null references org (org_id) on delete cascade,
  id           text collate "C" not null,
  base         jsonb            not null,
  custom       jsonb            not null,
  last_updated timestamptz      not null,
  primary key (org_id, id)
);
select org_owned('group_schema');

-- The same of the profiles that an application's users have there; the id is the application's.
create table app_schema (
  org_id       text collate "C" not null references org (org_id) on delete cascade,
  id           text collate "C" not null,
  base         jsonb            not null,
  custom       jsonb            not null,
  last_updated timestamptz      not null,
  primary key (org_id, id)
);
select org_owned('app_schema');
