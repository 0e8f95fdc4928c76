-- What is to be done once that which caused it is durable. The fence grows with each claim, so that
-- a worker that was taken for dead cannot settle what another has taken over. Jobs of the
-- installation itself, such as sweeps, belong to the org '*', which nobody can enter.
create table job (
  org_id text collate "C" not null,
  id     text collate "C" not null,
  kind   text             not null,
  body   jsonb            not null,
  due    timestamptz      not null,
  lease  timestamptz,
  fence  bigint           not null default 0,
  tries  int              not null default 0,
  dead   boolean          not null default false,
  why    text,
  primary key (org_id, id)
);
select org_owned('job');
create index job_due on job (due) where not dead;
