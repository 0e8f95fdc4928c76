-- The key that seals an org's secrets, itself sealed with the master key.
create table org_key (
  org_id  text collate "C" not null references org (org_id) on delete cascade,
  version int              not null,
  wrapped text             not null,
  created timestamptz      not null,
  primary key (org_id, version)
);
select org_owned('org_key');
