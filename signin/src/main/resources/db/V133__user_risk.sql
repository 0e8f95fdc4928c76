-- How much a person is thought to be at risk, and why; no row where nobody has said so.
create table user_risk (
  org_id       text collate "C" not null,
  user_id      text collate "C" not null,
  level        text             not null,
  reason       text             not null,
  last_updated timestamptz      not null,
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('user_risk');
