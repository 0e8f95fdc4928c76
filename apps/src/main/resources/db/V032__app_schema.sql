-- The schema of an application's users goes with the application.
alter table app_schema add foreign key (org_id, id) references app (org_id, id) on delete cascade;
