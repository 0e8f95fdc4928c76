import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audit } from './audit.js';
import { signIn, visit } from './browser.js';
import { createUser, password } from './fixture.js';
import {
  BROWSERS,
  authorizeUrl,
  choose,
  openPage,
  setTheStage,
  wasSentBack,
} from './hosted.js';
import { linkTo } from './letters.js';
import { TWO_FACTORS, demand } from './policies.js';
import * as widget from './widget.js';

const stage = setTheStage(async ({ hosted, embedded }) => {
  await demand(hosted, TWO_FACTORS);
  await demand(embedded, TWO_FACTORS);
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
    reader: (_, options) => visit(stage.browser, options),
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
      const page = await openPage(stage.browser, options, authorizeUrl(stage.hosted), stage.home);
      await signIn(page, profile.login);
      await choose(page, 'Email');
      await page.press('I have followed the link');
      assert.equal(await page.getByLabel('Code').count(), 1);
      await follow(await reader(page, options), profile.email, options.javaScriptEnabled);
      await page.press('I have followed the link');
      wasSentBack(page, stage.home);
    });
  }

  test(`the widget: the link of a letter is followed ${where}`, async () => {
    const { profile } = await createUser();
    const page = await visit(stage.browser);
    await widget.openWidget(page, stage.embedded);
    await widget.identify(page, profile.login);
    await widget.passcode(page, password);
    await widget.choose(page, 'okta_email');
    await page.getByText('Enter a verification code instead').waitFor();
    await follow(await reader(page, {}), profile.email, false);

    const { amr } = await widget.signedIn(page, profile);
    assert.ok(amr.includes('mfa'), String(amr));
  });
}
