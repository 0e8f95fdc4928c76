import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, signIn, visit } from './browser.js';
import { createApp, createUser, password } from './fixture.js';
import {
  BROWSERS,
  authorizeUrl,
  choose,
  openPage,
  startApplication,
  wasSentBack,
} from './hosted.js';
import { codeTo } from './letters.js';
import * as widget from './widget.js';

const TWO_FACTORS = 'urn:okta:loa:2fa:any';

let application;
let browser;
let hosted;
let embedded;

before(async () => {
  application = await startApplication();
  browser = await launchBrowser();
  hosted = await createApp({ redirect_uris: [`${application.home}/callback`] });
  embedded = await createApp({
    applicationType: 'browser',
    grant_types: ['authorization_code', 'interaction_code'],
  });
});

after(async () => {
  await browser?.close();
  application?.close();
});

for (const options of BROWSERS) {
  test(`${options.name}: a session by password is asked for the second factor alone`, async () => {
    const { profile } = await createUser();
    const url = authorizeUrl(hosted);
    const sensitive = `${url}&acr_values=${encodeURIComponent(TWO_FACTORS)}`;
    const page = await openPage(browser, options, url, application.home);
    await signIn(page, profile.login);
    wasSentBack(page, application.home);
    await page.goto(url);
    wasSentBack(page, application.home);

    await page.goto(sensitive);
    await page.look();
    assert.equal(await page.getByLabel('Password').count(), 0);
    await choose(page, 'Email');
    await page.getByLabel('Code').fill(await codeTo(profile.email));
    await page.press('Verify');
    wasSentBack(page, application.home);
    await page.goto(sensitive);
    wasSentBack(page, application.home);
  });
}

test('the widget: a session by password is asked for the second factor alone', async () => {
  const { profile } = await createUser();
  const page = await visit(browser);
  await widget.openWidget(page, embedded);
  await widget.identify(page, profile.login);
  await widget.passcode(page, password);
  assert.deepEqual((await widget.signedIn(page, profile)).amr, ['pwd']);
  await widget.openWidget(page, embedded);
  assert.deepEqual((await widget.signedIn(page, profile)).amr, ['pwd']);

  await widget.openWidget(page, embedded, { authParams: { acrValues: TWO_FACTORS } });
  await widget.choose(page, 'okta_email');
  await widget.codeOfLetter(page, profile.email);
  const { acr, amr } = await widget.signedIn(page, profile);
  assert.equal(acr, TWO_FACTORS);
  assert.ok(amr.includes('mfa'), String(amr));
});
