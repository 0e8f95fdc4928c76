import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, signIn } from './browser.js';
import { createApp, createUser } from './fixture.js';
import {
  BROWSERS,
  authorizeUrl,
  choose,
  openPage,
  proveMailbox,
  startApplication,
  wasSentBack,
} from './hosted.js';
import { codeTo } from './letters.js';
import { TWO_FACTORS, demand } from './policies.js';
import { totp } from './totp.js';

let application;
let browser;
let plain;
let strict;

const redirects = () => ({ redirect_uris: [`${application.home}/callback`] });

before(async () => {
  application = await startApplication();
  browser = await launchBrowser();
  plain = await createApp(redirects());
  strict = await createApp(redirects());
  await demand(strict, { ...TWO_FACTORS, constraints: [POSSESSION_OF_AN_APP] });
});

after(async () => {
  await browser?.close();
  application?.close();
});

const POSSESSION_OF_AN_APP = {
  knowledge: { types: ['password'], required: true },
  possession: {
    authenticationMethods: [{ key: 'google_otp', method: 'otp' }],
    required: true,
    userPresence: 'OPTIONAL',
  },
};

const open = (options, app) =>
  openPage(browser, options, authorizeUrl(app), application.home);

const isBack = (page) => wasSentBack(page, application.home);

for (const options of BROWSERS) {
  test(`${options.name}: an app is set up at the first sign-in and asked for at the next`, async () => {
    const { profile } = await createUser();
    const first = await open(options, strict);
    await signIn(first, profile.login);
    await proveMailbox(first, profile);
    await choose(first, 'Google Authenticator');
    const secret = await first.locator('code').textContent();
    await first.getByLabel('Code').fill('000000');
    await first.press('Verify');
    assert.match(await first.getByRole('alert').textContent(), /code/i);
    await first.getByLabel('Code').fill(totp(secret));
    await first.press('Verify');
    isBack(first);

    const second = await open(options, strict);
    await signIn(second, profile.login);
    await choose(second, 'Google Authenticator');
    await second.getByLabel('Code').fill(totp(secret, Date.now() + 30_000));
    await second.press('Verify');
    isBack(second);
  });

  test(`${options.name}: a forgotten password is replaced by way of the mailbox`, async () => {
    const { profile } = await createUser();
    const page = await open(options, plain);
    await page.press('Forgot password?');
    await page.getByLabel('Username').fill(profile.login);
    await page.press('Next');
    await choose(page, 'Email');
    await page.getByLabel('Code').fill(await codeTo(profile.email));
    await page.press('Verify');
    await page.getByLabel('New password', { exact: true }).fill('Short1');
    await page.getByLabel('once more').fill('Short1');
    await page.press('Set password');
    assert.equal(await page.getByRole('alert').count(), 1);
    await page.getByLabel('New password', { exact: true }).fill('Another9horse');
    await page.getByLabel('once more').fill('Another9horse');
    await page.press('Set password');
    isBack(page);

    const again = await open(options, plain);
    await signIn(again, profile.login, 'Another9horse');
    isBack(again);
  });

  test(`${options.name}: nobody learns from the pages whether an account exists`, async () => {
    const page = await open(options, plain);
    await page.press('Forgot password?');
    await page.getByLabel('Username').fill('nobody.at.all@example.com');
    await page.press('Next');
    await choose(page, 'Email');
    await page.getByLabel('Code').fill('123456');
    await page.press('Verify');
    assert.match(await page.getByRole('alert').textContent(), /code/i);
  });
}
