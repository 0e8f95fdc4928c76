select org_table('brand');

-- Every org has a brand from its beginning; those that began before there were any get one now.
select set_config('gatehouse.org', '*', true);
insert into brand (org_id, id, status, created, last_updated, body)
select org_id, 'bnd' || substr(org_id, 4), 'ACTIVE', created, created, jsonb_build_object(
    'name', subdomain, 'isDefault', true, 'agreeToCustomPrivacyPolicy', false,
    'removePoweredByOkta', false, 'customPrivacyPolicyUrl', null,
    'defaultApp', jsonb_build_object(
        'appInstanceId', null, 'appLinkName', null, 'classicApplicationUri', null))
from org;
