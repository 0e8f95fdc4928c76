import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, unique } from './fixture.js';

const { authorizationServerApi: servers } = admin;

const create = () =>
  servers.createAuthorizationServer({
    authorizationServer: {
      name: unique('server'),
      description: 'Of the test',
      audiences: ['api://test'],
    },
  });

test('an authorization server is made, changed, switched off and deleted', async () => {
  const server = await create();
  const authServerId = server.id;
  assert.match(server.issuer, new RegExp(`/oauth2/${server.id}$`));

  const changed = await servers.replaceAuthorizationServer({
    authServerId,
    authorizationServer: { name: server.name, description: 'Other', audiences: ['api://other'] },
  });
  assert.deepEqual(changed.audiences, ['api://other']);

  await servers.deactivateAuthorizationServer({ authServerId });
  assert.equal((await servers.getAuthorizationServer({ authServerId })).status, 'INACTIVE');
  await servers.activateAuthorizationServer({ authServerId });
  await servers.deactivateAuthorizationServer({ authServerId });
  await servers.deleteAuthorizationServer({ authServerId });
  await assert.rejects(servers.getAuthorizationServer({ authServerId }), { status: 404 });
});

test('the default one is there from the start', async () => {
  const list = await all(servers.listAuthorizationServers());
  assert.ok(list.some(({ name }) => name === 'default'));
  const server = await servers.getAuthorizationServer({ authServerId: 'default' });
  assert.match(server.issuer, /\/oauth2\/default$/);
});

test('it has scopes and claims of its own', async () => {
  const { id: authServerId } = await create();
  const scope = await servers.createOAuth2Scope({
    authServerId,
    oAuth2Scope: { name: 'car:drive', description: 'Drive the car', consent: 'REQUIRED' },
  });
  assert.equal(scope.consent, 'REQUIRED');
  const scopes = await all(servers.listOAuth2Scopes({ authServerId }));
  assert.ok(scopes.some(({ name }) => name === 'openid' ));

  const claim = await servers.createOAuth2Claim({
    authServerId,
    oAuth2Claim: {
      name: 'department',
      status: 'ACTIVE',
      claimType: 'RESOURCE',
      valueType: 'EXPRESSION',
      value: 'user.department',
      conditions: { scopes: [scope.name] },
      alwaysIncludeInToken: true,
    },
  });
  assert.deepEqual(claim.conditions.scopes, ['car:drive']);
  await servers.deleteOAuth2Claim({ authServerId, claimId: claim.id });
  await servers.deleteOAuth2Scope({ authServerId, scopeId: scope.id });
});

test('it has policies and rules', async () => {
  const { id: authServerId } = await create();
  const policy = await servers.createAuthorizationServerPolicy({
    authServerId,
    policy: {
      type: 'OAUTH_AUTHORIZATION_POLICY',
      name: 'All',
      description: 'All clients',
      priority: 1,
      conditions: { clients: { include: ['ALL_CLIENTS'] } },
    },
  });
  const rule = await servers.createAuthorizationServerPolicyRule({
    authServerId,
    policyId: policy.id,
    policyRule: {
      type: 'RESOURCE_ACCESS',
      name: 'Everyone',
      priority: 1,
      conditions: {
        people: { groups: { include: ['EVERYONE'] } },
        grantTypes: { include: ['authorization_code', 'client_credentials'] },
        scopes: { include: ['*'] },
      },
      actions: {
        token: {
          accessTokenLifetimeMinutes: 60,
          refreshTokenLifetimeMinutes: 0,
          refreshTokenWindowMinutes: 10080,
        },
      },
    },
  });
  assert.equal(rule.actions.token.accessTokenLifetimeMinutes, 60);
  const rules = await all(
    servers.listAuthorizationServerPolicyRules({ authServerId, policyId: policy.id }),
  );
  assert.deepEqual(rules.map(({ id }) => id), [rule.id]);
  await servers.deactivateAuthorizationServerPolicy({ authServerId, policyId: policy.id });
  await servers.deleteAuthorizationServerPolicy({ authServerId, policyId: policy.id });
});

test('its keys rotate', async () => {
  const { id: authServerId } = await create();
  const before = await all(servers.listAuthorizationServerKeys({ authServerId }));
  const rotated = await all(
    servers.rotateAuthorizationServerKeys({ authServerId, use: { use: 'sig' } }),
  );
  const active = (keys) => keys.find(({ status }) => status === 'ACTIVE').kid;
  assert.notEqual(active(rotated), active(before));
});
