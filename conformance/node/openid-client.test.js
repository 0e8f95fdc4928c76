import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import * as oidc from 'openid-client';
import { CodeFlow } from './code-flow.js';
import { createApp, createService, createUser, env, orgUrl, sessionToken } from './fixture.js';

const { subtle } = webcrypto;
const issuer = new URL(`${orgUrl}/oauth2/default`);

test('openid-client signs someone in, refreshes, asks and revokes', async () => {
  const app = await createApp();
  const user = await createUser();
  const config = await oidc.discovery(issuer, app.id, app.credentials.oauthClient.client_secret);
  assert.equal(config.serverMetadata().issuer, issuer.href);

  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: 'http://localhost:3999/callback',
    scope: 'openid profile email offline_access',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    sessionToken: await sessionToken(user.profile.login),
  });
  const redirect = await fetch(url, { redirect: 'manual' });
  const tokens = await oidc.authorizationCodeGrant(config, new URL(redirect.headers.get('location')), {
    pkceCodeVerifier,
    expectedState,
    expectedNonce,
  });
  assert.equal(tokens.claims().sub, user.id);

  const info = await oidc.fetchUserInfo(config, tokens.access_token, user.id);
  assert.equal(info.email, user.profile.email);

  const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  assert.ok((await oidc.tokenIntrospection(config, refreshed.access_token)).active);
  await oidc.tokenRevocation(config, refreshed.access_token);
  assert.equal((await oidc.tokenIntrospection(config, refreshed.access_token)).active, false);
});

test('openid-client gets a token for a service', async () => {
  const config = await oidc.discovery(
    issuer,
    env.GATEHOUSE_SERVICE_CLIENT_ID,
    env.GATEHOUSE_SERVICE_CLIENT_SECRET,
  );
  const tokens = await oidc.clientCredentialsGrant(config, { scope: 'sample.read' });
  assert.equal(tokens.scope, 'sample.read');
  await assert.rejects(oidc.clientCredentialsGrant(config, { scope: 'sample.write' }), {
    error: 'invalid_scope',
  });
});

test('openid-client proves a service with its key', async () => {
  const { publicKey, privateKey } = await subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    },
    true,
    ['sign', 'verify'],
  );
  const { kty, n, e } = await subtle.exportKey('jwk', publicKey);
  const key = { kty, n, e, kid: 'own', use: 'sig', alg: 'RS256', status: 'ACTIVE' };
  const { id } = await createService({ method: 'private_key_jwt', jwks: { keys: [key] } });

  const tokens = async (kid) => {
    const proof = oidc.PrivateKeyJwt({ key: privateKey, kid });
    const config = await oidc.discovery(issuer, id, undefined, proof);
    return oidc.clientCredentialsGrant(config, { scope: 'sample.read' });
  };
  assert.equal((await tokens('own')).scope, 'sample.read');
  await assert.rejects(tokens('other'), { error: 'invalid_client' });
});

test('openid-client signs someone out', async () => {
  const app = await createApp();
  const user = await createUser();
  const { id_token } = await new CodeFlow(issuer.href, app).tokens(user.profile.login);
  const config = await oidc.discovery(issuer, app.id, app.credentials.oauthClient.client_secret);
  const leave = oidc.buildEndSessionUrl(config, {
    id_token_hint: id_token,
    post_logout_redirect_uri: 'http://localhost:3999/',
    state: 'gone',
  });
  const redirect = await fetch(leave, { redirect: 'manual' });
  assert.equal(redirect.headers.get('location'), 'http://localhost:3999/?state=gone');
});
