import assert from 'node:assert/strict';
import { test } from 'node:test';
import OktaJwtVerifier from '@okta/jwt-verifier';
import { createApp, createUser, env, orgUrl } from './fixture.js';
import { CodeFlow } from './code-flow.js';

const issuer = `${orgUrl}/oauth2/default`;

async function serviceToken() {
  const answer = await fetch(`${issuer}/v1/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${env.GATEHOUSE_SERVICE_CLIENT_ID}:${env.GATEHOUSE_SERVICE_CLIENT_SECRET}`)}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'sample.read' }),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()).access_token;
}

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
