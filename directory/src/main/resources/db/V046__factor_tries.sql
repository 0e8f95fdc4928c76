-- Failed tries with anything but the password. A right password forgets the wrong passwords before
-- it, but not these: else whoever knows the password could guess codes without end. Together with
-- failed_tries they are the one counter that locks a user out.
alter table users add column factor_tries int not null default 0;
