-- Whether a user may use an application: by themselves, through a group, as one of Everyone (who
-- have no rows of their own), or because the application is for all.
create function app_assigned(org text, app_id text, person text) returns boolean
language sql stable as $$
  select exists (
           select 1 from app_user au
           where au.org_id = $1 and au.app_id = $2 and au.user_id = $3)
      or exists (
           select 1 from app_group ag
           join groups g on g.org_id = ag.org_id and g.id = ag.group_id
           where ag.org_id = $1 and ag.app_id = $2
             and (g.type = 'BUILT_IN' or exists (
                  select 1 from group_member m
                  where m.org_id = g.org_id and m.group_id = g.id and m.user_id = $3)))
      or exists (
           select 1 from app a
           where a.org_id = $1 and a.id = $2
             and (a.body #>> '{settings,implicitAssignment}')::boolean)
$$;
