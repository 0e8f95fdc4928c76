import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, idsOf } from './fixture.js';
import { createClaim, createPolicy, createServer, policyOf, ruleOf } from './issuer.js';

const { authorizationServerApi: servers } = admin;
const missing = { status: 404, errorCode: 'E0000007' };

test('an authorization server is made, changed, switched off and on, and deleted', async () => {
  const { id: authServerId, name } = await createServer();
  const read = () => servers.getAuthorizationServer({ authServerId });
  assert.match((await read()).issuer, new RegExp(`/oauth2/${authServerId}$`));

  await servers.replaceAuthorizationServer({
    authServerId,
    authorizationServer: { name, description: 'Other', audiences: ['api://other'] },
  });
  const changed = await read();
  assert.deepEqual(changed.audiences, ['api://other']);
  assert.equal(changed.description, 'Other');
  assert.deepEqual(await idsOf(servers.listAuthorizationServers({ q: name })), [authServerId]);

  await servers.deactivateAuthorizationServer({ authServerId });
  assert.equal((await read()).status, 'INACTIVE');
  await servers.activateAuthorizationServer({ authServerId });
  assert.equal((await read()).status, 'ACTIVE');
  await servers.deactivateAuthorizationServer({ authServerId });
  await servers.deleteAuthorizationServer({ authServerId });
  await assert.rejects(read(), missing);
});

test('the default one is there from the start', async () => {
  const list = await all(servers.listAuthorizationServers());
  assert.ok(list.some(({ name }) => name === 'default'));
  const server = await servers.getAuthorizationServer({ authServerId: 'default' });
  assert.match(server.issuer, /\/oauth2\/default$/);
});

test('it has scopes of its own', async () => {
  const { id: authServerId } = await createServer();
  const { id: scopeId } = await servers.createOAuth2Scope({
    authServerId,
    oAuth2Scope: { name: 'car:drive', description: 'Drive the car', consent: 'REQUIRED' },
  });
  const read = () => servers.getOAuth2Scope({ authServerId, scopeId });
  assert.equal((await read()).consent, 'REQUIRED');
  await servers.replaceOAuth2Scope({
    authServerId,
    scopeId,
    oAuth2Scope: { name: 'car:drive', description: 'Drive', consent: 'IMPLICIT' },
  });
  const replaced = await read();
  assert.equal(replaced.description, 'Drive');
  assert.equal(replaced.consent, 'IMPLICIT');
  const scopes = await all(servers.listOAuth2Scopes({ authServerId }));
  const names = scopes.map(({ name }) => name);
  assert.ok(names.includes('openid') && names.includes('car:drive'), names.join());
  await servers.deleteOAuth2Scope({ authServerId, scopeId });
  await assert.rejects(read(), missing);
});

test('it has claims of its own', async () => {
  const { id: authServerId } = await createServer();
  const { id: claimId } = await createClaim(authServerId, 'where', 'user.department', ['profile']);
  const read = () => servers.getOAuth2Claim({ authServerId, claimId });
  const claim = await read();
  assert.equal(claim.value, 'user.department');
  assert.deepEqual(claim.conditions.scopes, ['profile']);
  assert.ok((await idsOf(servers.listOAuth2Claims({ authServerId }))).includes(claimId));
  await servers.replaceOAuth2Claim({
    authServerId,
    claimId,
    oAuth2Claim: { ...claim, value: 'user.city', conditions: { scopes: [] } },
  });
  const replaced = await read();
  assert.equal(replaced.value, 'user.city');
  assert.deepEqual(replaced.conditions.scopes, []);
  await servers.deleteOAuth2Claim({ authServerId, claimId });
  await assert.rejects(read(), missing);
  await assert.rejects(createClaim(authServerId, 'bad', 'user.'), { status: 400 });
});

test('it has policies', async () => {
  const { id: authServerId } = await createServer();
  const { id: policyId } = await createPolicy(authServerId);
  const policy = { authServerId, policyId };
  const read = () => servers.getAuthorizationServerPolicy(policy);
  assert.deepEqual(await idsOf(servers.listAuthorizationServerPolicies(policy)), [policyId]);
  await servers.replaceAuthorizationServerPolicy({ ...policy, policy: policyOf('Renamed') });
  assert.equal((await read()).name, 'Renamed');
  await servers.deactivateAuthorizationServerPolicy(policy);
  assert.equal((await read()).status, 'INACTIVE');
  await servers.activateAuthorizationServerPolicy(policy);
  assert.equal((await read()).status, 'ACTIVE');
  await servers.deleteAuthorizationServerPolicy(policy);
  await assert.rejects(read(), missing);
});

test('its policies have rules', async () => {
  const { id: authServerId } = await createServer();
  const { id: policyId } = await createPolicy(authServerId);
  const policy = { authServerId, policyId };
  const { id: ruleId } = await servers.createAuthorizationServerPolicyRule({
    ...policy,
    policyRule: ruleOf(60),
  });
  const rule = { ...policy, ruleId };
  const read = () => servers.getAuthorizationServerPolicyRule(rule);
  assert.equal((await read()).actions.token.accessTokenLifetimeMinutes, 60);
  assert.deepEqual(await idsOf(servers.listAuthorizationServerPolicyRules(policy)), [ruleId]);
  await servers.replaceAuthorizationServerPolicyRule({ ...rule, policyRule: ruleOf(45) });
  assert.equal((await read()).actions.token.accessTokenLifetimeMinutes, 45);
  await servers.deactivateAuthorizationServerPolicyRule(rule);
  assert.equal((await read()).status, 'INACTIVE');
  await servers.activateAuthorizationServerPolicyRule(rule);
  assert.equal((await read()).status, 'ACTIVE');
  await servers.deleteAuthorizationServerPolicyRule(rule);
  await assert.rejects(read(), missing);
});

test('its keys rotate', async () => {
  const { id: authServerId } = await createServer();
  const active = async () =>
    (await all(servers.listAuthorizationServerKeys({ authServerId }))).find(
      ({ status }) => status === 'ACTIVE',
    ).kid;
  const statusOf = async (keyId) =>
    (await servers.getAuthorizationServerKey({ authServerId, keyId })).status;
  const before = await active();
  assert.equal(await statusOf(before), 'ACTIVE');
  await all(servers.rotateAuthorizationServerKeys({ authServerId, use: { use: 'sig' } }));
  assert.notEqual(await active(), before);
  assert.equal(await statusOf(before), 'EXPIRED');
});
