-- A table of configuration documents that belong to another one: nested, and where it matters in an
-- order, which is dense and begins at 1.
create function org_child_table(name text, parent text) returns void language plpgsql as $$
begin
  perform org_table(name);
  execute format('alter table %I
      add column parent_id text collate "C" not null,
      add foreign key (org_id, parent_id) references %I (org_id, id) on delete cascade', name, parent);
  execute format('create index on %I (org_id, parent_id, priority, id)', name);
end $$;
