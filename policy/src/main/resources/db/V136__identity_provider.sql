-- Other systems that vouch for people of an org.
select org_table('identity_provider');

-- Who of a provider is who of the org, and what the provider last said of them.
create table idp_user (
  org_id       text collate "C" not null,
  idp_id       text collate "C" not null,
  user_id      text collate "C" not null,
  external_id  text collate "C" not null,
  profile      jsonb            not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  primary key (org_id, idp_id, user_id),
  constraint idp_user_external unique (org_id, idp_id, external_id),
  foreign key (org_id, idp_id) references identity_provider (org_id, id) on delete cascade,
  foreign key (org_id, user_id) references users (org_id, id) on delete cascade
);
select org_owned('idp_user');
create index idp_user_user on idp_user (org_id, user_id, idp_id);
