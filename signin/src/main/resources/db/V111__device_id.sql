-- What a browser is called, whatever its cookie: that changes where others sign in there.
alter table known_device add column device text collate "C" not null default gen_random_uuid();
