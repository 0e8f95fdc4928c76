select org_table('trusted_origin');
