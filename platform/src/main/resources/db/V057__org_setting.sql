-- What an org has one of: its settings, by name. Without a row, the usual ones.
create table org_setting (
  org_id       text collate "C" not null references org (org_id) on delete cascade,
  name         text             not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  body         jsonb            not null,
  primary key (org_id, name)
);
select org_owned('org_setting');

-- Where failed sign-ins came from: what ThreatInsight looks at.
create index system_log_failed on system_log
    (org_id, (body #>> '{client,ipAddress}'), published)
    where outcome = 'FAILURE' and event_type in
        ('user.session.start', 'user.authentication.auth_via_mfa', 'app.oauth2.as.token.grant');
