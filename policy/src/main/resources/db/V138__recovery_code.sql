-- The recovery codes of an enrollment that are left, each as a hash; using one up takes it away.
-- They are made in the breath before their enrollment is.
create table recovery_code (
  org_id        text collate "C" not null,
  enrollment_id text collate "C" not null,
  hash          bytea            not null,
  primary key (org_id, enrollment_id, hash),
  foreign key (org_id, enrollment_id) references enrollment (org_id, id) on delete cascade
    deferrable initially deferred
);
select org_owned('recovery_code');
