import { sayPassword } from './browser.js';
import { createApp, env, password, unique } from './fixture.js';
import { createOrg } from './orgs.js';
import { ONE_FACTOR } from './policies.js';

const THERE = env.OKTA_CLIENT_ORGURL;
const ISSUER = `${THERE}/oauth2/default`;

/** What a provider asks of somebody who comes for another org. */
export async function signInThere(page, secret = password) {
  await page.waitForURL(`${THERE}/**`);
  await sayPassword(page, secret);
}

/** An org for whose people the one we know vouches, as its OpenID provider. */
export async function createFederatedOrg() {
  const org = await createOrg();
  const client = await createApp({
    redirect_uris: [`${org.origin}/oauth2/v1/authorize/callback`],
  });
  const { id, name } = await org.api('POST', '/api/v1/idps', provider(client));
  return { ...org, provider: { id, name } };
}

function provider({ id, credentials }) {
  const endpoint = (path, binding = 'HTTP-REDIRECT') => ({ url: `${ISSUER}/v1${path}`, binding });
  return {
    type: 'OIDC',
    name: unique('Acme'),
    protocol: {
      type: 'OIDC',
      issuer: { url: ISSUER },
      endpoints: {
        authorization: endpoint('/authorize'),
        token: endpoint('/token', 'HTTP-POST'),
        userInfo: endpoint('/userinfo'),
        jwks: endpoint('/keys'),
      },
      scopes: ['openid', 'profile', 'email'],
      credentials: {
        client: { client_id: id, client_secret: credentials.oauthClient.client_secret },
      },
    },
    policy: {
      provisioning: { action: 'AUTO', groups: { action: 'NONE' } },
      accountLink: { action: 'AUTO' },
      subject: { userNameTemplate: { template: 'idpuser.email' }, matchType: 'USERNAME' },
    },
  };
}

/** An application of an org, for everyone in it, that asks for so much. */
export async function createAppIn(
  org,
  { method = 'client_secret_basic', ...oauthClient },
  verificationMethod = ONE_FACTOR,
) {
  const app = await org.api('POST', '/api/v1/apps', {
    name: 'oidc_client',
    label: unique('app'),
    signOnMode: 'OPENID_CONNECT',
    credentials: { oauthClient: { token_endpoint_auth_method: method } },
    settings: {
      oauthClient: {
        application_type: 'web',
        response_types: ['code'],
        grant_types: ['authorization_code'],
        ...oauthClient,
      },
    },
  });
  const groups = await org.api('GET', '/api/v1/groups?q=Everyone');
  await org.api('PUT', `/api/v1/apps/${app.id}/groups/${groups[0].id}`, {});
  const policy = await org.api('POST', '/api/v1/policies', {
    type: 'ACCESS_POLICY',
    name: unique('policy'),
    description: 'For a test',
  });
  await org.api('POST', `/api/v1/policies/${policy.id}/rules`, {
    type: 'ACCESS_POLICY',
    name: 'Everyone',
    actions: { appSignOn: { access: 'ALLOW', verificationMethod } },
  });
  await org.api('PUT', `/api/v1/apps/${app.id}/policies/${policy.id}`);
  return app;
}

/** Adds a rule that says who is asked about somebody (Okta, IDP_DISCOVERY). */
export async function route(org, providers, conditions) {
  const [policy] = await org.api('GET', '/api/v1/policies?type=IDP_DISCOVERY');
  await org.api('POST', `/api/v1/policies/${policy.id}/rules`, {
    type: 'IDP_DISCOVERY',
    name: unique('rule'),
    priority: 1,
    conditions,
    actions: { idp: { providers } },
  });
}

/** People whose name ends so. */
export const endingIn = (domain) => ({
  userIdentifier: { type: 'IDENTIFIER', patterns: [{ matchType: 'SUFFIX', value: domain }] },
});

/** Has the sign-in page of an org show the widget. */
export async function showWidget(org) {
  const brands = await org.api('GET', '/api/v1/brands');
  const themes = `/api/v1/brands/${brands.find((one) => one.isDefault).id}/themes`;
  const [theme] = await org.api('GET', themes);
  await org.api('PUT', `${themes}/${theme.id}`, {
    ...theme,
    signInPageTouchPointVariant: 'BACKGROUND_SECONDARY_COLOR',
  });
}
