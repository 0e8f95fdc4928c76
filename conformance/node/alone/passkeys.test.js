import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { holdPasskeys, launchBrowser, signIn, visit } from '../browser.js';
import { admin, api, createApp, createUser, env, password } from '../fixture.js';
import {
  authorizeUrl,
  choose,
  openPage,
  proveMailbox,
  startApplication,
  wasSentBack,
} from '../hosted.js';
import { ONE_FACTOR, TWO_FACTORS, configure, demand } from '../policies.js';
import * as widget from '../widget.js';

const PASSWORD_AND_PASSKEY = {
  ...TWO_FACTORS,
  constraints: [
    { knowledge: { types: ['password'] }, possession: { phishingResistant: 'REQUIRED' } },
  ],
};

/** Browsers make no passkeys where they do not know the authority of the certificate. */
const plainHttp = env.OKTA_CLIENT_ORGURL;

/** A page that shows the sign-in itself. */
const trusted = 'http://localhost:3999';

let application;
let browser;

before(async () => {
  application = await startApplication();
  browser = await launchBrowser();
  await api('/api/v1/trustedOrigins', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: trusted, origin: trusted, scopes: [{ type: 'CORS' }] }),
  });
});

const isBack = (page) => wasSentBack(page, application.home);

after(async () => {
  await browser?.close();
  application?.close();
});

/** For as long as something lasts, passkeys say whose they are. */
async function offering(settings, something) {
  const off = { enableAutofillUI: false, showSignInWithAPasskeyButton: false };
  await configure('webauthn', { ...off, ...settings });
  try {
    await something();
  } finally {
    await configure('webauthn', off);
  }
}

/** Somebody who has made a passkey, in the browser that holds it, signed out again. */
async function onPages() {
  const app = await createApp({ redirect_uris: [`${application.home}/callback`] });
  await demand(app, PASSWORD_AND_PASSKEY);
  const { profile, id } = await createUser();
  const scripted = { javaScriptEnabled: true, bypassCSP: true };
  const page = await openPage(browser, scripted, authorizeUrl(app, plainHttp), application.home);
  await holdPasskeys(page);
  await signIn(page, profile.login);
  await proveMailbox(page, profile);
  await choose(page, 'Security Key or Biometric');
  await page.press('Make a passkey');
  isBack(page);
  await page.context().clearCookies();
  return { app, page, profile, id };
}

test('a passkey is made, and is the second factor from then on', async () => {
  const { app, page, profile, id } = await onPages();
  await page.goto(authorizeUrl(app, plainHttp));
  await signIn(page, profile.login);
  await choose(page, 'Security Key or Biometric');
  await page.press('Use a passkey');
  isBack(page);
  const factors = await (await admin.userFactorApi.listFactors({ userId: id })).next();
  assert.equal(factors.value.factorType, 'webauthn');
});

test('a passkey says whose it is: by a button, or where the name is typed', async () => {
  const { app, page } = await onPages();
  await demand(app, ONE_FACTOR);
  await page.goto(authorizeUrl(app, plainHttp));
  const button = page.getByRole('button', { name: 'Sign in with a passkey' });
  assert.equal(await button.count(), 0);

  await offering({ showSignInWithAPasskeyButton: true }, async () => {
    await page.goto(authorizeUrl(app, plainHttp));
    await page.look();
    await Promise.all([page.waitForURL(`${application.home}/**`), button.click()]);
    isBack(page);
    await page.context().clearCookies();

    const unscripted = await visit(browser, { javaScriptEnabled: false });
    await unscripted.goto(authorizeUrl(app, plainHttp));
    assert.equal(await unscripted.getByText('Sign in with a passkey').isVisible(), false);
  });
  await offering({ enableAutofillUI: true }, async () => {
    await page.goto(authorizeUrl(app, plainHttp));
    await page.waitForURL(`${application.home}/**`);
    isBack(page);
  });
});

test('a page of another origin that is trusted makes a passkey and asks for it', async () => {
  const app = await createApp({
    applicationType: 'browser',
    grant_types: ['authorization_code', 'interaction_code'],
  });
  await demand(app, PASSWORD_AND_PASSKEY);
  const { profile } = await createUser();
  const page = await visit(browser);
  await page.context().grantPermissions(['local-network-access']);
  await holdPasskeys(page);
  await widget.openWidget(page, app, {}, { origin: trusted });
  await widget.identify(page, profile.login);
  await widget.passcode(page, password);
  await widget.choose(page, 'okta_email');
  await widget.codeOfLetter(page, profile.email);
  await page.getByRole('link', { name: 'Set up Security Key' }).click();
  await page.getByRole('link', { name: 'Set up', exact: true }).click();
  await widget.signedIn(page, profile);

  await page.context().clearCookies();
  await widget.openWidget(page, app, {}, { origin: trusted });
  await widget.identify(page, profile.login);
  await widget.passcode(page, password);
  const { amr } = await widget.signedIn(page, profile);
  assert.ok(amr.includes('mfa'), String(amr));

  await demand(app, ONE_FACTOR);
  await offering({ enableAutofillUI: true }, async () => {
    await page.context().clearCookies();
    await widget.openWidget(page, app, {}, { origin: trusted });
    await widget.signedIn(page, profile);
  });
  await offering({ showSignInWithAPasskeyButton: true }, async () => {
    await page.context().clearCookies();
    await widget.openWidget(page, app, {}, { origin: trusted });
    await page.getByText('Sign in with a passkey').click();
    await widget.signedIn(page, profile);
  });
});
