import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, visit } from './browser.js';
import { api, createApp, createUser, password, unique } from './fixture.js';
import { totp } from './totp.js';
import {
  choose,
  choosesAnotherPassword,
  codeOfLetter,
  identify,
  openWidget,
  passcode,
  signedIn,
} from './widget.js';

const TWO_FACTORS = { authParams: { acrValues: 'urn:okta:loa:2fa:any' } };
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

  await identify(page, profile.login);
  await passcode(page, 'Wrong7password');
  await page.getByText('Unable to sign in').waitFor();
  await passcode(page, password);

  assert.deepEqual((await signedIn(page, profile)).amr, ['pwd']);
});

test('a client asks for two factors: a password and a code in a letter', async () => {
  const { profile } = await createUser();
  const page = await visit(browser);
  await openWidget(page, app, TWO_FACTORS);

  await identify(page, profile.login);
  await passcode(page, password);
  await choose(page, 'okta_email');
  await codeOfLetter(page, profile.email);

  assert.ok((await signedIn(page, profile)).amr.includes('mfa'));
});

test('a client asks for two factors: a password and a code of an app', async () => {
  const { id, profile } = await createUser();
  const enrolled = await api(`/api/v1/users/${id}/factors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ factorType: 'token:software:totp', provider: 'GOOGLE' }),
  });
  const factor = await enrolled.json();
  const secret = factor._embedded.activation.sharedSecret;
  await api(`/api/v1/users/${id}/factors/${factor.id}/lifecycle/activate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ passCode: totp(secret, Date.now() - 30_000) }),
  });
  const page = await visit(browser);
  await openWidget(page, app, TWO_FACTORS);

  await identify(page, profile.login);
  await passcode(page, password);
  await choose(page, 'google_otp');
  await passcode(page, '000000');
  await page.getByText('Invalid code. Try again.').waitFor();
  await passcode(page, totp(secret));

  assert.ok((await signedIn(page, profile)).amr.includes('otp'));
});

test('someone forgot the password and chooses another', async () => {
  const { profile } = await createUser();
  const page = await visit(browser);
  await openWidget(page, app);

  await choosesAnotherPassword(page, profile);

  await signedIn(page, profile);
});

test('a person is asked whether the client may have what it wants', async () => {
  const scope = unique('calendar');
  const json = (body) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await api(
    '/api/v1/authorizationServers/default/scopes',
    json({ name: scope, displayName: 'See your calendar', consent: 'REQUIRED' }),
  );
  const asking = await createApp({
    applicationType: 'browser',
    grant_types: ['authorization_code', 'interaction_code'],
    consent_method: 'REQUIRED',
  });
  const { profile } = await createUser();
  const page = await visit(browser);
  await openWidget(page, asking, { scopes: ['openid', 'email', scope] });
  await identify(page, profile.login);
  await passcode(page, password);
  await page.getByText('See your calendar').waitFor();
  await page.locator('input[type="submit"], input[type="button"]').filter({ visible: true }).last().click();
  await signedIn(page, profile);
});
