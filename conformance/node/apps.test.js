import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, createApp, createUser, unique } from './fixture.js';

const { applicationApi, groupApi } = admin;

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
  const app = await createApp({
    applicationType: 'service',
    grant_types: ['client_credentials'],
    response_types: ['token'],
    redirect_uris: [],
    post_logout_redirect_uris: [],
  });
  assert.deepEqual(app.settings.oauthClient.grant_types, ['client_credentials']);
});

test('an application is replaced, switched off and on, and deleted', async () => {
  const app = await createApp();
  const appId = app.id;
  const label = unique('renamed');
  const application = await applicationApi.getApplication({ appId });
  application.label = label;
  application.settings.oauthClient.redirect_uris = ['https://example.com/other'];
  const replaced = await applicationApi.replaceApplication({ appId, application });
  assert.equal(replaced.label, label);
  assert.deepEqual(replaced.settings.oauthClient.redirect_uris, ['https://example.com/other']);

  await assert.rejects(applicationApi.deleteApplication({ appId }), { status: 403 });
  await applicationApi.deactivateApplication({ appId });
  assert.equal((await applicationApi.getApplication({ appId })).status, 'INACTIVE');
  await applicationApi.activateApplication({ appId });
  await applicationApi.deactivateApplication({ appId });
  await applicationApi.deleteApplication({ appId });
  await assert.rejects(applicationApi.getApplication({ appId }), { status: 404 });
});

test('people and groups are assigned', async () => {
  const { id: appId } = await createApp();
  const user = await createUser();
  const assigned = await applicationApi.assignUserToApplication({
    appId,
    appUser: { id: user.id, scope: 'USER', credentials: { userName: 'ann' } },
  });
  assert.equal(assigned.id, user.id);
  assert.equal(assigned.credentials.userName, 'ann');
  const users = await all(applicationApi.listApplicationUsers({ appId }));
  assert.ok(users.some(({ id }) => id === user.id));
  const mine = await all(applicationApi.listApplications({ filter: `user.id eq "${user.id}"` }));
  assert.ok(mine.some(({ id }) => id === appId));
  await applicationApi.unassignUserFromApplication({ appId, userId: user.id });

  const group = await groupApi.createGroup({ group: { profile: { name: unique('g') } } });
  await applicationApi.assignGroupToApplication({
    appId,
    groupId: group.id,
    applicationGroupAssignment: { priority: 0 },
  });
  const groups = await all(applicationApi.listApplicationGroupAssignments({ appId }));
  assert.ok(groups.some(({ id }) => id === group.id));
  await applicationApi.unassignApplicationFromGroup({ appId, groupId: group.id });
});

test('an application has two secrets at a time, for a change without a gap', async () => {
  const { id: appId } = await createApp();
  const keys = admin.applicationSSOPublicKeysApi;
  const second = await keys.createOAuth2ClientSecret({ appId, oAuth2ClientSecretRequestBody: {} });
  assert.equal(second.status, 'ACTIVE');
  await assert.rejects(
    keys.createOAuth2ClientSecret({ appId, oAuth2ClientSecretRequestBody: {} }),
    { status: 400 },
  );
  const [first] = (await all(keys.listOAuth2ClientSecrets({ appId }))).filter(
    ({ id }) => id !== second.id,
  );
  await keys.deactivateOAuth2ClientSecret({ appId, secretId: first.id });
  await keys.deleteOAuth2ClientSecret({ appId, secretId: first.id });
});
