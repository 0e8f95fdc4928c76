import assert from 'node:assert/strict';
import { test } from 'node:test';
import OktaJwtVerifier from '@okta/jwt-verifier';
import { CodeFlow } from './code-flow.js';
import { admin, all, createApp, createService, createUser, env, orgUrl, password, person } from './fixture.js';
import { createClaim, createIssuer } from './issuer.js';

const issuer = `${orgUrl}/oauth2/default`;

async function tokenOf(clientId, secret, scope, from = issuer) {
  const answer = await fetch(`${from}/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()).access_token;
}

const serviceToken = () =>
  tokenOf(env.GATEHOUSE_SERVICE_CLIENT_ID, env.GATEHOUSE_SERVICE_CLIENT_SECRET, 'sample.read');

test('the official verifier accepts an access token', async () => {
  const verifier = new OktaJwtVerifier({ issuer });
  const { claims } = await verifier.verifyAccessToken(await serviceToken(), 'api://default');
  assert.deepEqual(claims.scp, ['sample.read']);
  assert.equal(claims.cid, env.GATEHOUSE_SERVICE_CLIENT_ID);
});

test('it refuses another audience, a changed token and another issuer', async () => {
  const token = await serviceToken();
  const verifier = new OktaJwtVerifier({ issuer });
  await assert.rejects(verifier.verifyAccessToken(token, 'api://other'), /audience/);
  const [header, body, signature] = token.split('.');
  const forged = Buffer.from(body, 'base64url').toString().replace('sample.read', 'sample.writ');
  await assert.rejects(
    verifier.verifyAccessToken(
      [header, Buffer.from(forged).toString('base64url'), signature].join('.'),
      'api://default',
    ),
  );
  await assert.rejects(
    new OktaJwtVerifier({ issuer: `${orgUrl}/oauth2/v1` }).verifyAccessToken(token, 'api://default'),
  );
});

test('it accepts an id token of someone who signed in', async () => {
  const app = await createApp();
  const user = await createUser();
  const flow = new CodeFlow(issuer, app);
  const { id_token: idToken } = await flow.tokens(user.profile.login, { nonce: 'once' });
  const verifier = new OktaJwtVerifier({ issuer, clientId: app.id });
  const { claims } = await verifier.verifyIdToken(idToken, app.id, 'once');
  assert.equal(claims.sub, user.id);
  assert.equal(claims.preferred_username, user.profile.login);
  await assert.rejects(verifier.verifyIdToken(idToken, app.id, 'twice'), /nonce/);
});

test('it finds the scope and the claims that were made for a token', async () => {
  const server = await createIssuer();
  const authServerId = server.id;
  const { authorizationServerApi: servers } = admin;
  await servers.createOAuth2Scope({ authServerId, oAuth2Scope: { name: 'car:drive' } });
  await createClaim(authServerId, 'client', 'app.clientId');
  await createClaim(authServerId, 'driver', "'yes'", ['car:drive']);
  await createClaim(authServerId, 'pilot', "'yes'", ['openid']);
  const app = await createService();
  const token = () =>
    tokenOf(app.id, app.credentials.oauthClient.client_secret, 'car:drive', server.issuer);

  const before = await token();
  const verifier = new OktaJwtVerifier({
    issuer: server.issuer,
    assertClaims: { cid: app.id, 'scp.includes': ['car:drive'] },
  });
  const { claims } = await verifier.verifyAccessToken(before, 'api://test');
  assert.equal(claims.client, app.id);
  assert.equal(claims.driver, 'yes');
  assert.equal(claims.pilot, undefined);
  assert.equal(claims.exp - claims.iat, 30 * 60);
  await assert.rejects(new OktaJwtVerifier({ issuer }).verifyAccessToken(before, 'api://test'));

  await all(servers.rotateAuthorizationServerKeys({ authServerId, use: { use: 'sig' } }));
  const after = await token();
  assert.notEqual(after.split('.')[0], before.split('.')[0]);
  await verifier.verifyAccessToken(after, 'api://test');
  await verifier.verifyAccessToken(before, 'api://test');
});

test('it finds what a token tells of somebody who signed in', async () => {
  const server = await createIssuer();
  await createClaim(server.id, 'department', 'user.department');
  const app = await createApp();
  const user = await createUser({
    body: { ...person({ department: 'Sea' }), credentials: { password: { value: password } } },
  });
  const { access_token: token } = await new CodeFlow(server.issuer, app).tokens(user.profile.login, {
    scope: 'openid profile',
  });
  const { claims } = await new OktaJwtVerifier({ issuer: server.issuer }).verifyAccessToken(
    token,
    'api://test',
  );
  assert.equal(claims.uid, user.id);
  assert.equal(claims.sub, user.profile.login);
  assert.equal(claims.department, 'Sea');
});
