import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { admin, createService, idsOf, orgUrl } from './fixture.js';

const { applicationSSOPublicKeysApi: credentials } = admin;

/** What a secret is worth: the type of the token it brings, or the error. */
async function worth(clientId, secret) {
  const answer = await fetch(`${orgUrl}/oauth2/default/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'sample.read' }),
  });
  const { token_type: type, error } = await answer.json();
  return type ?? error;
}

test('an application has two secrets at a time, for a change without a gap', async () => {
  const app = await createService();
  const appId = app.id;
  const old = app.credentials.oauthClient.client_secret;
  const create = () =>
    credentials.createOAuth2ClientSecret({ appId, oAuth2ClientSecretRequestBody: {} });
  const second = await create();
  assert.equal(second.status, 'ACTIVE');
  await assert.rejects(create(), { status: 400, errorCode: 'E0000001' });
  assert.equal(await worth(appId, old), 'Bearer');
  assert.equal(await worth(appId, second.client_secret), 'Bearer');

  const secrets = await idsOf(credentials.listOAuth2ClientSecrets({ appId }));
  const first = { appId, secretId: secrets.find((id) => id !== second.id) };
  await credentials.deactivateOAuth2ClientSecret(first);
  assert.equal((await credentials.getOAuth2ClientSecret(first)).status, 'INACTIVE');
  assert.equal(await worth(appId, old), 'invalid_client');
  await credentials.activateOAuth2ClientSecret(first);
  assert.equal(await worth(appId, old), 'Bearer');
  await credentials.deactivateOAuth2ClientSecret(first);
  await credentials.deleteOAuth2ClientSecret(first);
  assert.deepEqual(await idsOf(credentials.listOAuth2ClientSecrets({ appId })), [second.id]);
  assert.equal(await worth(appId, second.client_secret), 'Bearer');
});

const newKey = (kid) => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }),
  kid,
  alg: 'RS256',
  use: 'sig',
  status: 'ACTIVE',
});

test('an application has keys', async () => {
  const { id: appId } = await createService({ jwks: { keys: [newKey('own')] } });
  /** The SDK takes their list for something else. */
  const kids = async () => {
    const app = await admin.applicationApi.getApplication({ appId });
    return app.settings.oauthClient.jwks.keys.map(({ kid }) => kid).sort();
  };
  const key = newKey('next');
  const added = await credentials.addJwk({ appId, addJwkRequest: key });
  assert.deepEqual(await kids(), ['next', 'own']);

  const next = { appId, keyId: added.id };
  assert.equal((await credentials.getJwk(next)).n, key.n);
  await credentials.deactivateOAuth2ClientJsonWebKey(next);
  assert.equal((await credentials.getJwk(next)).status, 'INACTIVE');
  await credentials.activateOAuth2ClientJsonWebKey(next);
  assert.equal((await credentials.getJwk(next)).status, 'ACTIVE');
  await credentials.deactivateOAuth2ClientJsonWebKey(next);
  await credentials.deletejwk(next);
  assert.deepEqual(await kids(), ['own']);
});
