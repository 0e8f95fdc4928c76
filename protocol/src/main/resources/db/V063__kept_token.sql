-- The one token that outlives a cut-off: a person who ends all else keeps what they ask with.
alter table token_cutoff add column kept text collate "C";
