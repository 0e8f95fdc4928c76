-- Whence a session was last used, and with what; null where that is not known yet.
alter table session add column address text;
alter table session add column user_agent text;
