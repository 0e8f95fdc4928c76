-- When a sign-in began: it lasts longer for whoever comes back to it. Older rows last an hour.
alter table sign_in add column began timestamptz;
