import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { openHandedWindow, signIn } from './browser.js';
import { createApp, createUser, orgUrl } from './fixture.js';

const authJs = readFileSync(
  join(
    dirname(createRequire(import.meta.url).resolve('@okta/okta-auth-js/package.json')),
    'dist/okta-auth-js.min.js',
  ),
);
let tab;
let server;
let app;

/** A single-page app of another site, with Okta's Auth JS in it. */
const page = (origin) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>An app</title></head><body><script src="/auth.js"></script>
<script>
  const auth = new OktaAuth({
    issuer: '${orgUrl}/oauth2/default',
    clientId: '${app.id}',
    redirectUri: '${origin}/callback',
    scopes: ['openid', 'email'],
  });
</script></body></html>`;

/** The same server by two names, of which the app's redirect URIs have but one. */
const home = (host) => `http://${host}:${server.address().port}`;

before(async () => {
  server = createServer((request, response) => {
    if (request.url === '/auth.js') {
      return response.setHeader('content-type', 'text/javascript').end(authJs);
    }
    return response
      .setHeader('content-type', 'text/html')
      .end(page(`http://${request.headers.host}`));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  app = await createApp({
    applicationType: 'browser',
    redirect_uris: [`${home('127.0.0.1')}/callback`],
  });
  tab = await openHandedWindow();
});

after(async () => {
  await tab?.context().close();
  server?.close();
});

const withoutPrompt = (tab) =>
  tab.evaluate(async () => {
    try {
      const { tokens } = await auth.token.getWithoutPrompt({ timeout: 5_000 });
      return { claims: tokens.idToken.claims };
    } catch (error) {
      return { error: error.errorCode ?? error.name, message: error.message };
    }
  });

async function signedIn(tab) {
  const { profile } = await createUser();
  await tab.goto(`${home('127.0.0.1')}/`);
  await Promise.all([
    tab.waitForURL(`${orgUrl}/**`),
    tab.evaluate(() => {
      auth.token.getWithRedirect();
    }),
  ]);
  await signIn(tab, profile.login);
  await tab.waitForURL(/callback/);
  return profile;
}

test('an app of another site renews its tokens in a frame that nobody sees', async () => {
  await tab.context().clearCookies();
  const profile = await signedIn(tab);

  const { claims, message } = await withoutPrompt(tab);
  assert.equal(message, undefined);
  assert.equal(claims.email, profile.email);
});

test('nobody who is not signed in gets tokens', async () => {
  await tab.context().clearCookies();
  await tab.goto(`${home('127.0.0.1')}/`);
  assert.deepEqual(await withoutPrompt(tab), {
    error: 'login_required',
    message: 'The client specified not to prompt, but the user is not logged in.',
  });
});

test('a page of an origin that is none of the app hears nothing', async () => {
  await tab.context().clearCookies();
  await signedIn(tab);
  await tab.goto(`${home('localhost')}/`);

  assert.notEqual((await withoutPrompt(tab)).error, undefined);
  const heard = await tab.evaluate(async (url) => {
    const messages = [];
    window.addEventListener('message', ({ data }) => messages.push(data));
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
    await new Promise((resolve) => {
      frame.addEventListener('load', () => setTimeout(resolve, 500));
    });
    return messages;
  }, stolen());
  assert.deepEqual(heard, []);
});

test('a page of another site signs nobody out and in', async () => {
  await tab.context().clearCookies();
  const profile = await signedIn(tab);
  await tab.goto(`${home('localhost')}/`);
  const status = await tab.evaluate(async (url) => {
    const form = document.createElement('form');
    const frame = document.createElement('iframe');
    frame.name = 'elsewhere';
    Object.assign(form, { method: 'post', action: `${url}/login/signout`, target: frame.name });
    document.body.append(frame, form);
    form.submit();
    await new Promise((resolve) => {
      frame.addEventListener('load', resolve);
    });
    const anything = { method: 'POST', mode: 'no-cors', credentials: 'include' };
    await fetch(`${url}/api/v1/sessions/me/lifecycle/refresh`, anything);
    const json = { ...anything, mode: 'cors', headers: { 'content-type': 'application/json' } };
    return fetch(`${url}/idp/idx/identify`, { ...json, body: '{}' }).then(
      () => 'sent',
      () => 'kept back',
    );
  }, orgUrl);
  assert.equal(status, 'kept back');

  await tab.goto(`${home('127.0.0.1')}/`);
  assert.equal((await withoutPrompt(tab)).claims.email, profile.email);
});

/** What the app asks for, asked for by somebody else. */
function stolen() {
  const url = new URL(`${orgUrl}/oauth2/default/v1/authorize`);
  url.search = new URLSearchParams({
    client_id: app.id,
    redirect_uri: `${home('127.0.0.1')}/callback`,
    response_type: 'code',
    response_mode: 'okta_post_message',
    prompt: 'none',
    scope: 'openid',
    state: 'a-state',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  return url.href;
}
