-- How often a person put off setting up what they must, where their policy counts that.
create table enrollment_skip (
  org_id           text collate "C" not null,
  user_id          text collate "C" not null,
  authenticator_id text collate "C" not null,
  skips            integer          not null,
  primary key (org_id, user_id, authenticator_id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade,
  foreign key (org_id, authenticator_id) references authenticator (org_id, id) on delete cascade
);
select org_owned('enrollment_skip');
create index enrollment_skip_authenticator on enrollment_skip (org_id, authenticator_id);
