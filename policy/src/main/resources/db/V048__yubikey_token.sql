-- The YubiKeys that an org has bought, with the secrets that their maker told.
create table yubikey_token (
  org_id        text collate "C" not null references org (org_id) on delete cascade,
  id            text collate "C" not null,
  serial        text             not null,
  public_id     text collate "C" not null,
  private_id    text             not null,
  aes_key       text             not null,
  counter       bigint           not null default -1,
  created       timestamptz      not null,
  last_updated  timestamptz      not null,
  last_verified timestamptz,
  primary key (org_id, id),
  constraint yubikey_token_serial unique (org_id, serial),
  constraint yubikey_token_public unique (org_id, public_id)
);
select org_owned('yubikey_token');
