-- Every table is made or walled here, so that none can forget to whom its rows belong.

-- Rows are visible only to the org whose transaction is looking; forced, so that even the owner of
-- the table obeys. '*' is set by Db.acrossOrgs alone.
create function org_owned(name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy org on %I
      using (org_id = current_setting(''gatehouse.org'', true) or current_setting(''gatehouse.org'', true) = ''*'')
      with check (org_id = current_setting(''gatehouse.org'', true) or current_setting(''gatehouse.org'', true) = ''*'')', name);
end $$;

-- A table of configuration documents: the same columns for every resource.
create function org_table(name text) returns void language plpgsql as $$
begin
  execute format('create table %I (
      org_id       text collate "C" not null references org (org_id) on delete cascade,
      id           text collate "C" not null,
      status       text             not null,
      created      timestamptz      not null,
      last_updated timestamptz      not null,
      system       boolean          not null default false,
      priority     int              not null default 0,
      body         jsonb            not null,
      name         text generated always as (body ->> ''name'') stored,
      primary key (org_id, id))', name);
  perform org_owned(name);
end $$;

create table org (
  org_id       text collate "C" primary key,
  subdomain    text             not null unique,
  status       text             not null,
  created      timestamptz      not null,
  last_updated timestamptz      not null,
  is_default   boolean          not null default false,
  settings     jsonb            not null default '{}'
);
select org_owned('org');
create unique index org_one_default on org (is_default) where is_default;

-- The log is the outbox: (xact, seq) is its commit-ordered position. A reader that stays below the
-- oldest transaction still running can never be overtaken by a late commit.
create table system_log (
  org_id     text collate "C" not null,
  xact       xid8             not null default pg_current_xact_id(),
  seq        bigint           generated always as identity,
  id         text collate "C" not null,
  published  timestamptz      not null,
  event_type text             not null,
  actor_id   text             not null,
  severity   text             not null,
  outcome    text             not null,
  body       jsonb            not null,
  primary key (org_id, xact, seq)
);
select org_owned('system_log');
create index system_log_published on system_log (org_id, published, xact, seq);
