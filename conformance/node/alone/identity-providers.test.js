import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, createUser, idsOf, unique } from '../fixture.js';

const { identityProviderApi, userApi } = admin;

const endpoint = (path, binding = 'HTTP-REDIRECT') => ({
  url: `https://idp.example.com${path}`,
  binding,
});

const provider = (name) => ({
  type: 'OIDC',
  name,
  protocol: {
    type: 'OIDC',
    endpoints: {
      authorization: endpoint('/authorize'),
      token: endpoint('/token', 'HTTP-POST'),
      userInfo: endpoint('/userinfo'),
      jwks: endpoint('/keys'),
    },
    scopes: ['openid', 'profile', 'email'],
    issuer: { url: 'https://idp.example.com' },
    credentials: {
      client: { client_id: 'your-client-id', client_secret: 'your-client-secret' },
    },
  },
  policy: {
    accountLink: { action: 'AUTO', filter: null },
    provisioning: {
      action: 'AUTO',
      profileMaster: false,
      groups: { action: 'NONE' },
      conditions: { deprovisioned: { action: 'NONE' }, suspended: { action: 'NONE' } },
    },
    maxClockSkew: 120000,
    subject: { userNameTemplate: { template: 'idpuser.email' }, matchType: 'USERNAME' },
  },
});

const create = (name = unique('provider')) =>
  identityProviderApi.createIdentityProvider({ identityProvider: provider(name) });

async function remove(idpId) {
  const { status } = await identityProviderApi.deactivateIdentityProvider({ idpId });
  assert.equal(status, 'INACTIVE');
  await identityProviderApi.deleteIdentityProvider({ idpId });
  const refusal = { status: 404, errorCode: 'E0000007' };
  await assert.rejects(identityProviderApi.getIdentityProvider({ idpId }), refusal);
}

test('a provider is created, found, changed and deleted', async () => {
  const name = unique('provider');
  const { id: idpId, status } = await create(name);
  assert.equal(status, 'ACTIVE');
  const found = await idsOf(identityProviderApi.listIdentityProviders({ q: name, type: 'OIDC' }));
  assert.deepEqual(found, [idpId]);

  const fetched = await identityProviderApi.getIdentityProvider({ idpId });
  assert.equal(fetched.policy.maxClockSkew, 120000);
  assert.equal(fetched.protocol.endpoints.jwks.url, 'https://idp.example.com/keys');
  assert.equal(fetched.protocol.credentials.client.client_secret, 'your-client-secret');
  fetched.name = `${name}!`;
  await identityProviderApi.replaceIdentityProvider({ idpId, identityProvider: fetched });
  assert.equal((await identityProviderApi.getIdentityProvider({ idpId })).name, `${name}!`);
  await remove(idpId);
});

test('people are linked to those of a provider, and unlinked', async () => {
  const { id: idpId } = await create();
  const { id: userId } = await createUser();
  const linked = () => idsOf(identityProviderApi.listIdentityProviderApplicationUsers({ idpId }));
  assert.deepEqual(await linked(), []);
  const externalId = unique('external');
  const link = await identityProviderApi.linkUserToIdentityProvider({
    idpId,
    userId,
    userIdentityProviderLinkRequest: { externalId },
  });
  assert.equal(link.externalId, externalId);
  assert.deepEqual(await linked(), [userId]);
  assert.deepEqual(await idsOf(userApi.listUserIdentityProviders({ userId })), [idpId]);
  const one = await identityProviderApi.getIdentityProviderApplicationUser({ idpId, userId });
  assert.equal(one.id, userId);
  await identityProviderApi.unlinkUserFromIdentityProvider({ idpId, userId });
  assert.deepEqual(await linked(), []);
  await remove(idpId);
});

test('what says too little of a provider is refused', async () => {
  await assert.rejects(
    identityProviderApi.createIdentityProvider({ identityProvider: { type: 'OIDC', name: 'x' } }),
    { status: 400, errorCode: 'E0000001' },
  );
});
