import { randomBytes } from 'node:crypto';
import okta from '@okta/okta-sdk-nodejs';

/** What `first-run.env` told of the running server. */
export const env = process.env;
export const orgUrl = env.GATEHOUSE_HTTPS_URL;

/** The official SDK as the administrator. */
export const admin = new okta.Client({ orgUrl, token: env.OKTA_CLIENT_TOKEN });

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

/** An OpenID Connect application to which everyone is assigned. */
export async function createApp({ applicationType = 'web', ...oauthClient } = {}) {
  const app = await admin.applicationApi.createApplication({
    application: {
      name: 'oidc_client',
      label: unique('app'),
      signOnMode: 'OPENID_CONNECT',
      credentials: {
        oauthClient: {
          token_endpoint_auth_method:
            applicationType === 'web' || applicationType === 'service'
              ? 'client_secret_basic'
              : 'none',
        },
      },
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

export async function everyone() {
  const groups = await all(admin.groupApi.listGroups({ filter: 'type eq "BUILT_IN"' }));
  return groups.find((group) => group.profile.name === 'Everyone');
}

/** A proof of sign-in by which a program passes the sign-in page. */
export async function sessionToken(login) {
  const answer = await fetch(`${orgUrl}/api/v1/authn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: login, password }),
  });
  return (await answer.json()).sessionToken;
}
