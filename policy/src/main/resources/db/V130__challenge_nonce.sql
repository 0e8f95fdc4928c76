-- A client that shows no page brings what a passkey signed, and no other name of its sign-in.
create index challenge_nonce on challenge (org_id, nonce) where nonce is not null;
