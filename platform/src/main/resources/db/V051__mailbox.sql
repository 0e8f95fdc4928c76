-- The development mailbox: copies of what was sent to people. Empty where a server is in production.
create table mailbox (
  org_id  text collate "C" not null references org (org_id) on delete cascade,
  id      text collate "C" not null,
  channel text             not null,
  address text             not null,
  subject text             not null,
  body    text             not null,
  html    text             not null,
  code    text             not null,
  sent    timestamptz      not null,
  primary key (org_id, id)
);
select org_owned('mailbox');
create index mailbox_sent on mailbox (sent);
