select org_table('captcha');
