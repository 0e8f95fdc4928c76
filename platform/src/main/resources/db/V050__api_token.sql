create table api_token (
  org_id       text collate "C" not null,
  id           text collate "C" not null,
  user_id      text collate "C" not null,
  name         text             not null,
  client_name  text             not null,
  hash         bytea            not null,
  network      jsonb            not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  last_used    timestamptz,
  expires      timestamptz      not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('api_token');
create unique index api_token_hash on api_token (org_id, hash);
create index api_token_user on api_token (org_id, user_id);
