-- What a person answered last in a browser when asked whether to stay signed in, and when.
alter table known_device add column stays boolean;
alter table known_device add column stay_answered timestamptz;
