import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, createApp, createService, idsOf, unique } from './fixture.js';

const { applicationApi } = admin;

for (const [applicationType, method] of [
  ['web', 'client_secret_basic'],
  ['browser', 'none'],
  ['native', 'none'],
]) {
  test(`a ${applicationType} application is made and comes back as it was`, async () => {
    const app = await createApp({ applicationType });
    assert.equal(app.signOnMode, 'OPENID_CONNECT');
    assert.equal(app.status, 'ACTIVE');
    assert.equal(app.settings.oauthClient.application_type, applicationType);
    assert.equal(app.credentials.oauthClient.token_endpoint_auth_method, method);
    assert.equal(Boolean(app.credentials.oauthClient.client_secret), applicationType === 'web');

    const again = await applicationApi.getApplication({ appId: app.id });
    assert.deepEqual(again.settings.oauthClient, app.settings.oauthClient);
  });
}

test('a service application needs no redirect', async () => {
  const { id: appId } = await createService();
  const app = await applicationApi.getApplication({ appId });
  assert.deepEqual(app.settings.oauthClient.grant_types, ['client_credentials']);
});

test('an application is found by its label and its state', async () => {
  const { id: appId, label } = await createApp();
  const found = (filter) => idsOf(applicationApi.listApplications({ q: label, filter }));
  assert.deepEqual(await found(), [appId]);
  assert.deepEqual(await found('status eq "ACTIVE"'), [appId]);
  assert.deepEqual(await found('status eq "INACTIVE"'), []);
  await applicationApi.deactivateApplication({ appId });
  assert.deepEqual(await found('status eq "INACTIVE"'), [appId]);
});

test('an application is replaced, switched off and on, and deleted', async () => {
  const app = await createApp();
  const appId = app.id;
  const label = unique('renamed');
  const application = await applicationApi.getApplication({ appId });
  application.label = label;
  application.settings.oauthClient.redirect_uris = ['https://example.com/other'];
  await applicationApi.replaceApplication({ appId, application });
  const replaced = await applicationApi.getApplication({ appId });
  assert.equal(replaced.label, label);
  assert.deepEqual(replaced.settings.oauthClient.redirect_uris, ['https://example.com/other']);

  await assert.rejects(applicationApi.deleteApplication({ appId }), { status: 403 });
  await applicationApi.deactivateApplication({ appId });
  assert.equal((await applicationApi.getApplication({ appId })).status, 'INACTIVE');
  await applicationApi.activateApplication({ appId });
  assert.equal((await applicationApi.getApplication({ appId })).status, 'ACTIVE');
  await applicationApi.deactivateApplication({ appId });
  await applicationApi.deleteApplication({ appId });
  await assert.rejects(applicationApi.getApplication({ appId }), { status: 404 });
});
