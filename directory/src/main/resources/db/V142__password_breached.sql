-- When it was found out that a person's password is known from a breach; null where it is not, or
-- where nobody looked.
alter table users add column password_breached timestamptz;
