import { randomBytes } from 'node:crypto';
import okta from '@okta/okta-sdk-nodejs';

/** What `first-run.env` told of the running server. */
export const env = process.env;
export const orgUrl = env.GATEHOUSE_HTTPS_URL;

/**
 * The official SDK as the administrator, without a cache of its own, so that whatever is read again
 * comes from the server.
 */
export const admin = new okta.Client({ orgUrl, token: env.OKTA_CLIENT_TOKEN, cacheMiddleware: null });

export const unique = (prefix) => `${prefix}-${randomBytes(6).toString('hex')}`;

export const password = 'Correct9horse';

/** A person that nobody has registered yet. */
export function person(profile = {}) {
  const login = `${unique('ann')}@example.com`;
  return { profile: { firstName: 'Ann', lastName: 'Lee', email: login, login, ...profile } };
}

export const createUser = (options = {}) =>
  admin.userApi.createUser({
    body: { ...person(), credentials: { password: { value: password } } },
    activate: true,
    ...options,
  });

/** The answer of the management API to a request the SDK has no method for. */
export const api = (path, init = {}) =>
  fetch(orgUrl + path, {
    ...init,
    headers: { authorization: `SSWS ${env.OKTA_CLIENT_TOKEN}`, ...init.headers },
  });

/** All items of a collection that comes in pages. */
export async function all(pages) {
  const items = [];
  await (await pages).each((item) => {
    items.push(item);
  });
  return items;
}

const withSecret = (applicationType) => ['web', 'service'].includes(applicationType);

/** An OpenID Connect application to which everyone is assigned. */
export async function createApp({
  applicationType = 'web',
  method = withSecret(applicationType) ? 'client_secret_basic' : 'none',
  ...oauthClient
} = {}) {
  const app = await admin.applicationApi.createApplication({
    application: {
      name: 'oidc_client',
      label: unique('app'),
      signOnMode: 'OPENID_CONNECT',
      credentials: { oauthClient: { token_endpoint_auth_method: method } },
      settings: {
        oauthClient: {
          application_type: applicationType,
          redirect_uris: ['http://localhost:3999/callback'],
          post_logout_redirect_uris: ['http://localhost:3999/'],
          response_types: ['code'],
          grant_types: ['authorization_code', 'refresh_token'],
          ...oauthClient,
        },
      },
    },
  });
  await admin.applicationApi.assignGroupToApplication({
    appId: app.id,
    groupId: (await everyone()).id,
  });
  return app;
}

/** An application that acts for itself, and has no redirect. */
export const createService = (oauthClient = {}) =>
  createApp({
    applicationType: 'service',
    grant_types: ['client_credentials'],
    response_types: ['token'],
    redirect_uris: [],
    post_logout_redirect_uris: [],
    ...oauthClient,
  });

export const createGroup = (name = unique('group')) =>
  admin.groupApi.createGroup({ group: { profile: { name, description: 'Of friends' } } });

/** The ids of a collection that comes in pages. */
export const idsOf = async (pages) => (await all(pages)).map(({ id }) => id);

export async function everyone() {
  const groups = await all(admin.groupApi.listGroups({ filter: 'type eq "BUILT_IN"' }));
  return groups.find((group) => group.profile.name === 'Everyone');
}

/** What the Authentication API says to a password. */
export async function authn(username, secret = password) {
  const answer = await fetch(`${orgUrl}/api/v1/authn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: secret }),
  });
  return answer.json();
}

/** A proof of sign-in by which a program passes the sign-in page. */
export const sessionToken = async (login) => (await authn(login)).sessionToken;
