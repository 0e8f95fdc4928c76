import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import okta from '@okta/okta-sdk-nodejs';
import { admin, all, createService, orgUrl, person } from './fixture.js';

/** An application that calls the management API with a key of its own, and what it may ask for. */
async function serviceApp(...granted) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256', status: 'ACTIVE' };
  const app = await createService({ method: 'private_key_jwt', jwks: { keys: [key] } });
  for (const scopeId of granted) {
    await admin.applicationApi.grantConsentToScope({
      appId: app.id,
      oAuth2ScopeConsentGrant: { issuer: orgUrl, scopeId },
    });
  }
  return { clientId: app.id, privateKey: { ...privateKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256' } };
}

const client = ({ clientId, privateKey }, scopes) =>
  new okta.Client({ orgUrl, authorizationMode: 'PrivateKey', clientId, privateKey, keyId: 'own', scopes });

test('a service application manages users with the scopes it was granted', async () => {
  const app = await serviceApp('okta.users.manage', 'okta.users.read');
  const own = client(app, ['okta.users.manage', 'okta.users.read']);
  const user = await own.userApi.createUser({ body: person() });
  assert.equal((await own.userApi.getUser({ userId: user.id })).id, user.id);

  await assert.rejects(all(own.groupApi.listGroups()), { status: 403, errorCode: 'E0000006' });
});

test('a scope that reads does not write', async () => {
  const app = await serviceApp('okta.users.read');
  const reader = client(app, ['okta.users.read']);
  assert.ok((await (await reader.userApi.listUsers({ limit: 1 })).next()).value.id);
  await assert.rejects(reader.userApi.createUser({ body: person() }), {
    status: 403,
    errorCode: 'E0000006',
  });
});

test('a scope that was not granted is not to be had', async () => {
  const app = await serviceApp('okta.users.read');
  const greedy = client(app, ['okta.groups.manage']);
  await assert.rejects(all(greedy.groupApi.listGroups()), { status: 401 });
});

test('a grant is taken back', async () => {
  const app = await serviceApp('okta.users.read');
  const { applicationApi } = admin;
  const appId = app.clientId;
  const [grant] = await all(applicationApi.listScopeConsentGrants({ appId }));
  assert.equal(grant.scopeId, 'okta.users.read');
  await applicationApi.revokeScopeConsentGrant({ appId, grantId: grant.id });
  assert.deepEqual(await all(applicationApi.listScopeConsentGrants({ appId })), []);
  await assert.rejects(all(client(app, ['okta.users.read']).userApi.listUsers()), { status: 401 });
});

test('what a service application did is in the log under its name', async () => {
  const app = await serviceApp('okta.users.manage', 'okta.logs.read');
  const own = client(app, ['okta.users.manage', 'okta.logs.read']);
  const { id } = await own.userApi.createUser({ body: person() });
  const filter = `eventType eq "user.lifecycle.create" and target.id eq "${id}"`;
  const events = await all(own.systemLogApi.listLogEvents({ filter }));
  assert.deepEqual(
    events.map(({ actor }) => [actor.type, actor.id]),
    [['PublicClientApp', app.clientId]],
  );
});
