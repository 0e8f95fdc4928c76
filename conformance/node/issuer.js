import { admin, unique } from './fixture.js';

const { authorizationServerApi: servers } = admin;

/** An authorization server that issues nothing yet. */
export const createServer = () =>
  servers.createAuthorizationServer({
    authorizationServer: {
      name: unique('server'),
      description: 'Of the test',
      audiences: ['api://test'],
    },
  });

/** A policy for all clients. */
export const policyOf = (name) => ({
  type: 'OAUTH_AUTHORIZATION_POLICY',
  name,
  description: 'All clients',
  priority: 1,
  conditions: { clients: { include: ['ALL_CLIENTS'] } },
});

/**
 * A rule for everyone.
 *
 * @param accessTokenLifetimeMinutes how long access tokens live
 */
export const ruleOf = (accessTokenLifetimeMinutes) => ({
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
      accessTokenLifetimeMinutes,
      refreshTokenLifetimeMinutes: 0,
      refreshTokenWindowMinutes: 10080,
    },
  },
});

export const createPolicy = (authServerId) =>
  servers.createAuthorizationServerPolicy({ authServerId, policy: policyOf('All') });

/** An authorization server that issues to all clients, for half an hour. */
export async function createIssuer() {
  const server = await createServer();
  const { id: policyId } = await createPolicy(server.id);
  await servers.createAuthorizationServerPolicyRule({
    authServerId: server.id,
    policyId,
    policyRule: ruleOf(30),
  });
  return server;
}

/** What access tokens say, where one of these scopes was granted; always, where there are none. */
export const createClaim = (authServerId, name, value, scopes = []) =>
  servers.createOAuth2Claim({
    authServerId,
    oAuth2Claim: {
      name,
      status: 'ACTIVE',
      claimType: 'RESOURCE',
      valueType: 'EXPRESSION',
      value,
      conditions: { scopes },
      alwaysIncludeInToken: true,
    },
  });
