import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createRequire } from 'node:module';
import oidcMiddleware from '@okta/oidc-middleware';
import session from 'express-session';
import { launchBrowser, signIn, visit } from './browser.js';
import { createApp, createUser, orgUrl, unique } from './fixture.js';

/** The version of Express that the middleware is made for. */
const express = createRequire(
  createRequire(import.meta.url).resolve('@okta/oidc-middleware'),
)('express');

const issuer = `${orgUrl}/oauth2/default`;
let server;
let browser;
let home;
let app;

/** A web application as Okta's guide has it: a page that is for people who signed in. */
async function webApp() {
  server = express().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  home = `http://localhost:${server.address().port}`;
  app = await createApp({
    redirect_uris: [`${home}/authorization-code/callback`],
    post_logout_redirect_uris: [`${home}/`],
  });
  const oidc = new oidcMiddleware.ExpressOIDC({
    issuer,
    client_id: app.id,
    client_secret: app.credentials.oauthClient.client_secret,
    appBaseUrl: home,
    scope: 'openid profile email offline_access',
    testing: { disableHttpsCheck: true },
  });
  const routes = express();
  routes.use(session({ secret: unique('s'), resave: true, saveUninitialized: false }));
  routes.use(oidc.router);
  routes.get('/', (_, response) => response.send('Welcome'));
  routes.get('/profile', oidc.ensureAuthenticated(), (request, response) =>
    response.json(request.userContext.userinfo),
  );
  routes.get('/tokens', oidc.ensureAuthenticated(), (request, response) =>
    response.json(request.userContext.tokens),
  );
  routes.get('/leave', oidc.forceLogoutAndRevoke());
  await new Promise((resolve, reject) => {
    oidc.on('ready', resolve);
    oidc.on('error', reject);
  });
  server.removeAllListeners('request');
  server.on('request', routes);
}

before(async () => {
  await webApp();
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  server?.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`someone signs in, is known, and signs out, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
    const { profile } = await createUser();
    const page = await visit(browser, { javaScriptEnabled });
    await page.goto(`${home}/profile`);
    assert.ok(page.url().startsWith(orgUrl));

    await signIn(page, profile.login, 'Wrong7password');
    assert.match(await page.getByRole('alert').textContent(), /sign in/i);
    await signIn(page, profile.login);
    assert.equal(page.url(), `${home}/profile`);
    assert.match(await page.textContent('body'), new RegExp(profile.email));

    await page.goto(`${home}/leave`);
    assert.equal(page.url(), `${home}/`);
    await page.goto(`${home}/profile`);
    assert.ok(page.url().startsWith(orgUrl), 'must sign in again');
  });
}

/** What the authorization server says of a token. */
async function isActive(token) {
  const { client_secret: secret } = app.credentials.oauthClient;
  const answer = await fetch(`${issuer}/v1/introspect`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${app.id}:${secret}`)}` },
    body: new URLSearchParams({ token }),
  });
  return (await answer.json()).active;
}

async function mustSignIn(page) {
  await page.goto(`${home}/profile`);
  assert.ok(page.url().startsWith(orgUrl), page.url());
  assert.ok(await page.getByLabel('Password').isVisible());
}

test('who signed out has no session and no token any more', async () => {
  const { profile } = await createUser();
  const page = await visit(browser);
  await page.goto(`${home}/profile`);
  await signIn(page, profile.login);
  const tokens = await page.evaluate(async () => (await fetch('/tokens')).json());
  const cookies = await page.context().cookies();
  assert.ok(cookies.some(({ name }) => name === 'idx'));
  assert.equal(await isActive(tokens.access_token), true);
  assert.equal(await isActive(tokens.refresh_token), true);

  await page.goto(`${home}/leave`);
  assert.equal(page.url(), `${home}/`);
  const left = await page.context().cookies();
  assert.ok(!left.some(({ name }) => name === 'idx'));
  assert.equal(await isActive(tokens.access_token), false);
  assert.equal(await isActive(tokens.refresh_token), false);
  await mustSignIn(page);

  const thief = await visit(browser);
  await thief.context().addCookies(cookies);
  await mustSignIn(thief);

  const other = await createUser();
  await signIn(page, other.profile.login);
  assert.equal(page.url(), `${home}/profile`);
  assert.match(await page.textContent('body'), new RegExp(other.profile.email));
});

test('whoever has signed in once need not again', async () => {
  const { profile } = await createUser();
  const page = await visit(browser);
  await page.goto(`${home}/profile`);
  await signIn(page, profile.login);
  await page.context().clearCookies({ name: 'connect.sid' });
  await page.goto(`${home}/profile`);
  assert.equal(page.url(), `${home}/profile`);
});

test('the page fits a small screen, and has a dark face', async () => {
  const page = await visit(browser, { viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
  await page.goto(`${home}/profile`);
  const { wide, background } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > window.innerWidth,
    background: getComputedStyle(document.body).backgroundColor,
  }));
  assert.equal(wide, false);
  const brightness = background.match(/\d+/g).slice(0, 3).map(Number);
  assert.ok(Math.max(...brightness) < 100, background);
});
