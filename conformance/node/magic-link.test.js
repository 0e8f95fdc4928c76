import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from './audit.js';
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
import { linkTo } from './letters.js';
import { TWO_FACTORS, demand } from './policies.js';
import * as widget from './widget.js';

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
  await demand(hosted, TWO_FACTORS);
  await demand(embedded, TWO_FACTORS);
});

after(async () => {
  await browser?.close();
  application?.close();
});

const [LIGHT, DARK, UNSCRIPTED] = BROWSERS;

/** Where a letter is read: beside the page that waits, or on another device. */
const READERS = [
  {
    where: 'in the same browser',
    browsers: [LIGHT, UNSCRIPTED],
    reader: (page) => page.context().newPage(),
  },
  {
    where: 'in another browser',
    browsers: [DARK, UNSCRIPTED],
    reader: (_, options) => visit(browser, options),
  },
];

/** Follows the link of a letter, twice: it leads on once. */
async function follow(reader, address, looks) {
  const link = await linkTo(address);
  const look = () => (looks ? audit(reader) : Promise.resolve());
  const agree = async () => {
    await reader.goto(link);
    await look();
    await Promise.all([
      reader.waitForNavigation(),
      reader.getByRole('button', { name: 'Yes, it is me' }).click(),
    ]);
    await look();
    return reader.getByRole('heading').first().textContent();
  };
  assert.match(await agree(), /can close this page/);
  assert.match(await agree(), /no longer works/);
}

for (const { where, browsers, reader } of READERS) {
  for (const options of browsers) {
    test(`${options.name}: the link of a letter is followed ${where}`, async () => {
      const { profile } = await createUser();
      const page = await openPage(browser, options, authorizeUrl(hosted), application.home);
      await signIn(page, profile.login);
      await choose(page, 'Email');
      await page.press('I have followed the link');
      assert.equal(await page.getByLabel('Code').count(), 1);
      await follow(await reader(page, options), profile.email, options.javaScriptEnabled);
      await page.press('I have followed the link');
      wasSentBack(page, application.home);
    });
  }

  test(`the widget: the link of a letter is followed ${where}`, async () => {
    const { profile } = await createUser();
    const page = await visit(browser);
    await widget.openWidget(page, embedded);
    await widget.identify(page, profile.login);
    await widget.passcode(page, password);
    await widget.choose(page, 'okta_email');
    await page.getByText('Enter a verification code instead').waitFor();
    await follow(await reader(page, {}), profile.email, false);

    const { amr } = await widget.signedIn(page, profile);
    assert.ok(amr.includes('mfa'), String(amr));
  });
}
