-- A user has a handful of values: checking each against the user costs more than writing it. Who
-- writes them deletes them, as with the trigrams.
alter table user_value drop constraint user_value_org_id_user_id_fkey;
