import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, visit } from './browser.js';
import { createApp, createUser, password } from './fixture.js';
import { openWidget, outcome } from './widget.js';

let browser;
let app;

before(async () => {
  browser = await launchBrowser();
  app = await createApp({
    applicationType: 'browser',
    grant_types: ['authorization_code', 'refresh_token', 'interaction_code'],
  });
});

after(() => browser?.close());

test('someone signs in with a password', async () => {
  const { profile } = await createUser();
  const page = await visit(browser);
  await openWidget(page, app);

  await page.locator('input[name="identifier"]').fill(profile.login);
  await page.locator('input[type="submit"]').click();
  const passcode = page.locator('input[name="credentials.passcode"]');
  await passcode.fill('Wrong7password');
  await page.locator('input[type="submit"]').click();
  await page.getByText('Unable to sign in').waitFor();
  await passcode.fill(password);
  await page.locator('input[type="submit"]').click();

  const { tokens, error } = await outcome(page);
  assert.equal(error, undefined);
  assert.equal(tokens.tokens.idToken.claims.preferred_username, profile.login);
  assert.deepEqual(tokens.tokens.idToken.claims.amr, ['pwd']);
});
