select org_table('network_zone');
