import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn, visit } from './browser.js';
import { createUser, password } from './fixture.js';
import {
  BROWSERS,
  authorizeUrl,
  choose,
  openPage,
  proveMailbox,
  setTheStage,
  wasSentBack,
} from './hosted.js';
import { TWO_FACTORS, demand } from './policies.js';
import * as widget from './widget.js';

const PASSWORD_AND_RECOVERY_CODE = {
  ...TWO_FACTORS,
  constraints: [
    {
      knowledge: { types: ['password'], required: true },
      possession: {
        authenticationMethods: [{ key: 'recovery_code', method: 'recovery_code' }],
        required: true,
        userPresence: 'OPTIONAL',
      },
    },
  ],
};

const CODE = /[0-9A-Z]{5}-[0-9A-Z]{5}/;

const stage = setTheStage(async ({ hosted, embedded }) => {
  await demand(hosted, PASSWORD_AND_RECOVERY_CODE);
  await demand(embedded, PASSWORD_AND_RECOVERY_CODE);
});

for (const options of BROWSERS) {
  test(`${options.name}: recovery codes are kept at the first sign-in and each is good once`, async () => {
    const { profile } = await createUser();
    const open = () => openPage(stage.browser, options, authorizeUrl(stage.hosted), stage.home);
    const first = await open();
    await signIn(first, profile.login);
    await proveMailbox(first, profile);
    await choose(first, 'Recovery codes');
    const codes = await first.locator('.codes code').allTextContents();
    assert.equal(codes.length, 10);
    await first.getByLabel('Type one of them').fill('nothing');
    await first.press('I have kept them');
    assert.match(await first.getByRole('alert').textContent(), /code/i);
    assert.deepEqual(await first.locator('.codes code').allTextContents(), codes);
    await first.getByLabel('Type one of them').fill(codes[0]);
    await first.press('I have kept them');
    wasSentBack(first, stage.home);

    const second = await open();
    await signIn(second, profile.login);
    await choose(second, 'Recovery codes');
    await second.getByLabel('One of your recovery codes').fill(codes[0].toLowerCase());
    await second.press('Verify');
    wasSentBack(second, stage.home);

    const third = await open();
    await signIn(third, profile.login);
    await choose(third, 'Recovery codes');
    await third.getByLabel('One of your recovery codes').fill(codes[0]);
    await third.press('Verify');
    assert.match(await third.getByRole('alert').textContent(), /code/i);
  });
}

test('the widget shows recovery codes, and asks for one', async () => {
  const { profile } = await createUser();
  const first = await visit(stage.browser);
  await widget.openWidget(first, stage.embedded);
  await widget.identify(first, profile.login);
  await widget.passcode(first, password);
  await widget.choose(first, 'okta_email');
  await widget.codeOfLetter(first, profile.email);
  // The widget does not know what it is, and so its button has no name of its own.
  await first.locator('.authenticator-row', { hasText: 'Recovery codes' }).locator('a').click();
  const shown = first.locator('.ion-messages-container p', { hasText: CODE });
  await shown.first().waitFor();
  const codes = await shown.allTextContents();
  assert.equal(codes.length, 10);
  await widget.passcode(first, '00000-00000');
  await first.getByText('Invalid code. Try again.').waitFor();
  for (const code of codes) {
    await first.getByText(code).waitFor();
  }
  await widget.passcode(first, codes[0]);
  await widget.signedIn(first, profile);

  const second = await visit(stage.browser);
  await widget.openWidget(second, stage.embedded);
  await widget.identify(second, profile.login);
  await widget.passcode(second, password);
  await widget.passcode(second, codes[1].toLowerCase());
  const claims = await widget.signedIn(second, profile);
  assert.ok(claims.amr.includes('mfa'));
});
