-- An address that a person wants to have, until they prove that letters to it reach them. What they
-- prove it with is here as its hash only.
create table email_change (
  org_id       text collate "C" not null,
  user_id      text collate "C" not null,
  id           text collate "C" not null,
  role         text             not null,
  address      text             not null,
  expires      timestamptz      not null,
  challenge    text collate "C",
  code         bytea,
  link         bytea,
  tries        int              not null default 0,
  sent         timestamptz,
  code_expires timestamptz,
  verified     timestamptz,
  primary key (org_id, user_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('email_change');
create unique index email_change_link on email_change (org_id, link);
create index email_change_expires on email_change (expires);
