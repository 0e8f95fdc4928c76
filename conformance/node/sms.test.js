import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { signIn, visit } from './browser.js';
import { admin, api, createUser, password } from './fixture.js';
import { BROWSERS, authorizeUrl, openPage, setTheStage, wasSentBack } from './hosted.js';
import { codeTo } from './letters.js';
import { TWO_FACTORS, demand } from './policies.js';
import * as widget from './widget.js';

const PASSWORD_AND_SMS = {
  ...TWO_FACTORS,
  constraints: [
    {
      knowledge: { types: ['password'], required: true },
      possession: {
        authenticationMethods: [{ key: 'phone_number', method: 'sms' }],
        required: true,
        userPresence: 'OPTIONAL',
      },
    },
  ],
};

const stage = setTheStage(async ({ hosted, embedded }) => {
  await demand(hosted, PASSWORD_AND_SMS);
  await demand(embedded, PASSWORD_AND_SMS);
});

/**
 * Somebody whose telephone the administrator knows.
 *
 * @param ways by which it is reached
 */
async function withTelephone(ways = ['sms']) {
  const { id, profile } = await createUser();
  const telephone = `+1408667${randomInt(1000, 10_000)}`;
  for (const factorType of ways) {
    await admin.userFactorApi.enrollFactor({
      userId: id,
      activate: true,
      body: { factorType, provider: 'OKTA', profile: { phoneNumber: telephone } },
    });
  }
  return { profile, telephone };
}

for (const options of BROWSERS) {
  test(`${options.name}: a password and a code in a text message`, async () => {
    const { profile, telephone } = await withTelephone();
    const page = await openPage(stage.browser, options, authorizeUrl(stage.hosted), stage.home);
    await signIn(page, profile.login);
    await page.look();
    await page.press(/text message/);
    await page.getByLabel('Code').fill('00000x');
    await page.press('Verify');
    assert.match(await page.getByRole('alert').textContent(), /code/i);
    await page.getByLabel('Code').fill(await codeTo(telephone));
    await page.press('Verify');
    wasSentBack(page, stage.home);
  });
}

test('the widget: a password and a code in a text message', async () => {
  const { profile, telephone } = await withTelephone();
  const page = await visit(stage.browser);
  await widget.openWidget(page, stage.embedded);
  await widget.identify(page, profile.login);
  await widget.passcode(page, password);
  await widget.choose(page, 'phone_number');
  await widget.passcode(page, '00000x');
  await page.getByText('Invalid code. Try again.').waitFor();
  await widget.passcode(page, await codeTo(telephone));

  const { amr } = await widget.signedIn(page, profile);
  assert.ok(amr.includes('sms') && amr.includes('mfa'), String(amr));
});

test('the widget: whoever can be called too says which it shall be', async () => {
  const all = await (await api('/api/v1/authenticators')).json();
  const { id } = all.find(({ key }) => key === 'phone_number');
  const voice = `/api/v1/authenticators/${id}/methods/voice/lifecycle/activate`;
  assert.equal((await api(voice, { method: 'POST' })).status, 200);
  await demand(stage.embedded, { ...TWO_FACTORS, constraints: [] });
  const { profile, telephone } = await withTelephone(['sms', 'call']);
  const page = await visit(stage.browser);
  await widget.openWidget(page, stage.embedded);
  await widget.identify(page, profile.login);
  await widget.passcode(page, password);
  await widget.choose(page, 'phone_number');
  await page.getByText('Receive a voice call instead').waitFor();
  await page.getByText('Receive a code via SMS').click();
  await widget.passcode(page, await codeTo(telephone));

  const { amr } = await widget.signedIn(page, profile);
  assert.ok(amr.includes('sms') && amr.includes('mfa'), String(amr));
});
