select org_table('sms_template');
