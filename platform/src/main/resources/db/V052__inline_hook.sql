select org_table('inline_hook');
