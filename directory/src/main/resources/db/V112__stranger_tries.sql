-- Wrong passwords from devices that a person never used, counted apart where the org wants it: they
-- lock strangers out, and nobody out of their own device.
alter table users add column stranger_tries int not null default 0;
alter table users add column strangers_locked_at timestamptz;
