-- An org's own texts of a letter, one a language.
select org_child_table('email_customization', 'brand');
create unique index email_customization_language on email_customization
    (org_id, parent_id, (body ->> 'template'), (body ->> 'language'));

-- To whom a letter goes at all; without a row, to everyone.
create table email_setting (
  org_id     text collate "C" not null,
  brand_id   text collate "C" not null,
  template   text             not null,
  recipients text             not null,
  primary key (org_id, brand_id, template),
  foreign key (org_id, brand_id) references brand (org_id, id) on delete cascade
);
select org_owned('email_setting');
