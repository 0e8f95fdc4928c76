select org_table('ui_schema');
