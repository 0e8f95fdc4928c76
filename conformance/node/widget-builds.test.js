import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, visit } from './browser.js';
import { createApp, createUser, orgUrl, password } from './fixture.js';
import { lastSentTo } from './letters.js';
import {
  CLASSIC,
  THIRD_GENERATION,
  choose,
  choosesAnotherPassword,
  codeOfLetter,
  identify,
  openWidget,
  passcode,
  send,
  signedIn,
} from './widget.js';

let browser;

before(async () => {
  browser = await launchBrowser();
});

after(() => browser?.close());

/** Opens a page with the widget's third generation, which is told how its page signs in. */
async function openThird(config) {
  const app = await createApp({
    applicationType: 'browser',
    grant_types: ['authorization_code', 'interaction_code'],
  });
  const page = await visit(browser);
  await openWidget(page, app, { authScheme: 'oauth2', ...config }, { build: THIRD_GENERATION });
  return page;
}

/** Opens a page with the classic widget, which has its answer from a frame. */
async function openClassic() {
  const app = await createApp({
    applicationType: 'browser',
    grant_types: ['authorization_code'],
    redirect_uris: [`${orgUrl}/callback`],
  });
  const page = await visit(browser);
  await openWidget(page, app, { useClassicEngine: true }, { build: CLASSIC });
  return page;
}

test('the third generation: someone signs in with a password', async () => {
  const { profile } = await createUser();
  const page = await openThird();
  await identify(page, profile.login);
  await passcode(page, 'Wrong7password');
  await page.getByText('Unable to sign in').first().waitFor();
  await passcode(page, password);
  assert.deepEqual((await signedIn(page, profile)).amr, ['pwd']);
});

test('the third generation: a password and a code in a letter', async () => {
  const { profile } = await createUser();
  const page = await openThird({ authParams: { acrValues: 'urn:okta:loa:2fa:any' } });
  await identify(page, profile.login);
  await passcode(page, password);
  await choose(page, 'okta_email');
  await codeOfLetter(page, profile.email);
  assert.ok((await signedIn(page, profile)).amr.includes('mfa'));
});

test('the third generation: someone forgot the password and chooses another', async () => {
  const { profile } = await createUser();
  const page = await openThird();
  await choosesAnotherPassword(page, profile);
  await signedIn(page, profile);
});

test('the classic one: someone signs in with a password', async () => {
  const { profile } = await createUser();
  const page = await openClassic();
  const say = (secret) =>
    send(page, { username: profile.login, password: secret }, /api\/v1\/authn/);
  await say('Wrong7password');
  await page.getByText('Unable to sign in').waitFor();
  await say(password);
  await signedIn(page, profile);
});

test('the classic one: who forgot the password is written to', async () => {
  const { profile } = await createUser();
  const page = await openClassic();
  await page.getByText('Need help signing in?').click();
  await page.getByText('Forgot password?').click();
  await page.locator('#account-recovery-username').fill(profile.login);
  await page.getByText('Reset via Email').click();
  await page.getByText('Email sent!').first().waitFor();
  const { links } = await lastSentTo(profile.email);
  assert.ok(links.some((link) => link.includes('/reset_password/')), String(links));
});
