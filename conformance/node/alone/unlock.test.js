import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn, visit } from '../browser.js';
import { api, createUser, password } from '../fixture.js';
import {
  BROWSERS,
  authorizeUrl,
  choose,
  openPage,
  setTheStage,
  wasSentBack,
} from '../hosted.js';
import { codeTo } from '../letters.js';
import { lockingOut } from '../policies.js';
import * as widget from '../widget.js';

const TRIES = 3;

const stage = setTheStage();

const status = async ({ id }) => (await (await api(`/api/v1/users/${id}`)).json()).status;

const [LIGHT, , UNSCRIPTED] = BROWSERS;

for (const options of [LIGHT, UNSCRIPTED]) {
  test(`${options.name}: who is locked out unlocks the account by way of the mailbox`, () =>
    lockingOut(TRIES, async () => {
      const user = await createUser();
      const { profile } = user;
      const page = await openPage(stage.browser, options, authorizeUrl(stage.hosted), stage.home);
      for (let tries = 0; tries < TRIES; tries++) {
        await signIn(page, profile.login, 'Wrong7password');
        await page.getByRole('alert').waitFor();
      }
      assert.equal(await status(user), 'LOCKED_OUT');
      await signIn(page, profile.login);
      assert.match(await page.getByRole('alert').textContent(), /Unable to sign in/);

      await page.goto(authorizeUrl(stage.hosted));
      await page.press('Unlock account?');
      await page.getByLabel('Username').fill(profile.login);
      await page.press('Next');
      await choose(page, 'Email');
      await page.getByLabel('Code').fill('00000x');
      await page.press('Verify');
      assert.match(await page.getByRole('alert').textContent(), /code/i);
      await page.getByLabel('Code').fill(await codeTo(profile.email));
      await page.press('Verify');
      await page.getByText('Your account is open again').waitFor();
      assert.equal(await status(user), 'ACTIVE');
      await page.press('Sign in');
      await signIn(page, profile.login);
      wasSentBack(page, stage.home);
    }));
}

test('the widget: who is locked out unlocks the account by way of the mailbox', () =>
  lockingOut(TRIES, async () => {
    const user = await createUser();
    const { profile } = user;
    const page = await visit(stage.browser);
    await widget.openWidget(page, stage.embedded);
    await widget.identify(page, profile.login);
    for (let tries = 0; tries < TRIES; tries++) {
      await widget.passcode(page, `Wrong7password${tries}`);
      await page.getByText('Unable to sign in').waitFor();
    }
    assert.equal(await status(user), 'LOCKED_OUT');

    await page.getByText('Back to sign in').click();
    await page.getByText('Unlock account?').click();
    await page.locator('[data-se="okta_email"]').waitFor();
    await page.locator('input[name="identifier"]').fill(profile.login);
    await widget.choose(page, 'okta_email');
    await widget.codeOfLetter(page, profile.email);
    await page.getByText('You can log in using your existing username and password.').waitFor();
    assert.equal(await status(user), 'ACTIVE');

    await page.getByText('Back to sign in').click();
    await widget.identify(page, profile.login);
    await widget.passcode(page, password);
    await widget.signedIn(page, profile);
  }));
