select org_table('email_server');
