import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, signIn, visit } from '../browser.js';
import { api, createApp, createUser, password } from '../fixture.js';
import { authorizeUrl, startApplication, wasSentBack } from '../hosted.js';
import { TWO_FACTORS, demand } from '../policies.js';
import * as widget from '../widget.js';

let application;
let browser;
let theme;

const json = (method, body) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** What the sign-in page of the org looks like from here on. */
const face = async (signInPageTouchPointVariant) => {
  const answer = await api(theme.path, json('PUT', { ...theme.body, signInPageTouchPointVariant }));
  assert.equal(answer.status, 200, await answer.text());
};

before(async () => {
  application = await startApplication();
  browser = await launchBrowser();
  const brands = await (await api('/api/v1/brands')).json();
  const brand = brands.find((one) => one.isDefault);
  const [body] = await (await api(`/api/v1/brands/${brand.id}/themes`)).json();
  theme = { path: `/api/v1/brands/${brand.id}/themes/${body.id}`, body };
  await face('BACKGROUND_SECONDARY_COLOR');
});

after(async () => {
  await face('OKTA_DEFAULT');
  await browser?.close();
  application?.close();
});

const isBack = (page) => wasSentBack(page, application.home);

const anApp = () => createApp({ redirect_uris: [`${application.home}/callback`] });

/** Opens the page, and hears what its policy forbids. */
async function open(app, options) {
  const page = await visit(browser, options);
  const forbidden = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) {
      forbidden.push(message.text());
    }
  });
  await page.goto(authorizeUrl(app));
  return { page, forbidden };
}

test('someone who is sent to us signs in with the widget', async () => {
  const app = await anApp();
  const { profile } = await createUser();
  const { page, forbidden } = await open(app);
  await widget.identify(page, profile.login);
  await widget.passcode(page, 'Wrong7password');
  await page.getByText('Unable to sign in').waitFor();
  await Promise.all([page.waitForURL(`${application.home}/**`), widget.passcode(page, password)]);
  isBack(page);
  assert.deepEqual(forbidden, []);

  await page.goto(authorizeUrl(app));
  isBack(page);
});

test('and with two factors, where the policy wants them', async () => {
  const app = await anApp();
  await demand(app, TWO_FACTORS);
  const { profile } = await createUser();
  const { page } = await open(app);
  await widget.identify(page, profile.login);
  await widget.passcode(page, password);
  await widget.choose(page, 'okta_email');
  await Promise.all([
    page.waitForURL(`${application.home}/**`),
    widget.codeOfLetter(page, profile.email),
  ]);
  isBack(page);
});

test('whoever has no JavaScript signs in without', async () => {
  const app = await anApp();
  const { profile } = await createUser();
  const { page } = await open(app, { javaScriptEnabled: false });
  const [, way] = (await page.content()).match(/href="([^"]+)">Sign in without JavaScript/);
  await page.goto(new URL(way, page.url()).href);
  await signIn(page, profile.login);
  isBack(page);
});

test('where the widget does not come, the page that needs none does', async () => {
  const app = await anApp();
  const { profile } = await createUser();
  const page = await visit(browser);
  await page.route('**/okta-sign-in.min.js', (route) => route.abort());
  await page.goto(authorizeUrl(app));
  await signIn(page, profile.login);
  isBack(page);
});
