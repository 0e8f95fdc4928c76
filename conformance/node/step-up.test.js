import assert from 'node:assert/strict';
import { test } from 'node:test';
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
import { codeTo } from './letters.js';
import * as widget from './widget.js';

const TWO_FACTORS = 'urn:okta:loa:2fa:any';

const stage = setTheStage();

for (const options of BROWSERS) {
  test(`${options.name}: a session by password is asked for the second factor alone`, async () => {
    const { profile } = await createUser();
    const url = authorizeUrl(stage.hosted);
    const sensitive = `${url}&acr_values=${encodeURIComponent(TWO_FACTORS)}`;
    const page = await openPage(stage.browser, options, url, stage.home);
    await signIn(page, profile.login);
    wasSentBack(page, stage.home);
    await page.goto(url);
    wasSentBack(page, stage.home);

    await page.goto(sensitive);
    await page.look();
    assert.equal(await page.getByLabel('Password').count(), 0);
    await choose(page, 'Email');
    await page.getByLabel('Code').fill(await codeTo(profile.email));
    await page.press('Verify');
    wasSentBack(page, stage.home);
    await page.goto(sensitive);
    wasSentBack(page, stage.home);
  });
}

test('the widget: a session by password is asked for the second factor alone', async () => {
  const { profile } = await createUser();
  const page = await visit(stage.browser);
  await widget.openWidget(page, stage.embedded);
  await widget.identify(page, profile.login);
  await widget.passcode(page, password);
  assert.deepEqual((await widget.signedIn(page, profile)).amr, ['pwd']);
  await widget.openWidget(page, stage.embedded);
  assert.deepEqual((await widget.signedIn(page, profile)).amr, ['pwd']);

  await widget.openWidget(page, stage.embedded, { authParams: { acrValues: TWO_FACTORS } });
  await widget.choose(page, 'okta_email');
  await widget.codeOfLetter(page, profile.email);
  const { acr, amr } = await widget.signedIn(page, profile);
  assert.equal(acr, TWO_FACTORS);
  assert.ok(amr.includes('mfa'), String(amr));
});
