-- The trigrams of what people are called, for searches for a part of it: each is a number, of three
-- code points of 21 bits, since equality is what an index can be asked for behind row-level
-- security. Two dozen rows a user are too many to be checked against theirs one by one; who writes
-- them deletes them.
create table user_gram (
  org_id  text collate "C" not null,
  gram    bigint           not null,
  user_id text collate "C" not null,
  primary key (org_id, user_id, gram)
);
select org_owned('user_gram');
create index user_gram_found on user_gram (org_id, gram);

select set_config('gatehouse.org', '*', true);
insert into user_gram (org_id, user_id, gram)
select distinct v.org_id, v.user_id,
  (ascii(substr(v.value, at, 1))::bigint << 42)
    | (ascii(substr(v.value, at + 1, 1))::bigint << 21)
    | ascii(substr(v.value, at + 2, 1))
from user_value v cross join generate_series(1, length(v.value) - 2) as at
where v.name in ('login', 'email', 'firstName', 'lastName');
