select org_table('behavior');

-- How people signed in lately; what is unusual is measured by it.
create table past_sign_in (
  org_id    text collate "C" not null,
  id        text collate "C" not null,
  user_id   text collate "C" not null,
  at        timestamptz      not null,
  address   text             not null,
  device    text,
  country   text,
  region    text,
  city      text,
  latitude  double precision,
  longitude double precision,
  network   text,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('past_sign_in');
create index past_sign_in_user on past_sign_in (org_id, user_id, at);
