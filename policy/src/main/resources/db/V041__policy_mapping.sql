-- Which other policies a policy governs: device signals are collected for policies of applications.
create table policy_mapping (
  org_id      text collate "C" not null,
  policy_id   text collate "C" not null,
  resource_id text collate "C" not null,
  primary key (org_id, policy_id, resource_id),
  foreign key (org_id, policy_id) references policy (org_id, id) on delete cascade,
  foreign key (org_id, resource_id) references policy (org_id, id) on delete cascade
);
select org_owned('policy_mapping');
create index policy_mapping_resource on policy_mapping (org_id, resource_id);
