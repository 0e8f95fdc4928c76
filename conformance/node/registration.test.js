import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { IdxStatus, OktaAuth } from '@okta/okta-auth-js';
import { launchBrowser, signIn, visit } from './browser.js';
import { admin, api, createApp, createUser, orgUrl, password, person, unique } from './fixture.js';
import { BROWSERS, authorizeUrl, openPage, wasSentBack } from './hosted.js';
import { codeTo } from './letters.js';
import { registration } from './policies.js';
import { choose, identify, openWidget, outcome, passcode, send } from './widget.js';

const EMBEDDED = {
  applicationType: 'browser',
  grant_types: ['authorization_code', 'refresh_token', 'interaction_code'],
};

/** Nobody registers, but who has an account is asked more. */
const CURIOUS = {
  unknownUserAction: 'DENY',
  progressiveProfilingAction: 'ENABLED',
  profileAttributes: [
    { name: 'city', label: 'City', required: true },
    { name: 'nickName', label: 'Nickname' },
  ],
};

let browser;
let application;
let home;
let embedded;
let hosted;
let curious;
let inquisitive;

before(async () => {
  application = createServer((_, response) => response.end('Back')).listen(0, '127.0.0.1');
  await once(application, 'listening');
  home = `http://localhost:${application.address().port}`;
  browser = await launchBrowser();
  embedded = await createApp(EMBEDDED);
  hosted = await createApp({ redirect_uris: [`${home}/callback`] });
  curious = await createApp(EMBEDDED);
  inquisitive = await createApp({ redirect_uris: [`${home}/callback`] });
  await registration(embedded, {});
  await registration(hosted, {});
  await registration(curious, CURIOUS);
  await registration(inquisitive, CURIOUS);
});

after(async () => {
  await browser?.close();
  application?.close();
});

async function signedIn(page, profile) {
  const { tokens, error } = await outcome(page);
  assert.equal(error, undefined);
  assert.equal(tokens.idToken.claims.email, profile.email);
  return tokens.idToken.claims;
}

test('the widget registers somebody, who proves their mailbox and gets tokens', async () => {
  const { profile } = person();
  const page = await visit(browser);
  await openWidget(page, embedded);

  await page.getByText('Sign up').click();
  await send(
    page,
    {
      'userProfile.firstName': profile.firstName,
      'userProfile.lastName': profile.lastName,
      'userProfile.email': profile.email,
    },
    /enroll\/new/,
  );
  await choose(page, 'okta_email');
  await passcode(page, '00000x');
  await page.getByText('Invalid code. Try again.').waitFor();
  await passcode(page, await codeTo(profile.email));
  await choose(page, 'okta_password');
  await page.locator('input[name="confirmPassword"]').waitFor();
  await send(page, { 'credentials.passcode': password, confirmPassword: password });

  const claims = await signedIn(page, profile);
  assert.ok(claims.amr.includes('mfa'), claims.amr);
  const user = await admin.userApi.getUser({ userId: profile.email });
  assert.equal(user.status, 'ACTIVE');
});

test('the widget says at the field what will not do', async () => {
  const app = await createApp(EMBEDDED);
  await registration(app, {
    activationRequirements: { emailVerification: false },
    enrollAuthenticatorTypes: ['password'],
  });
  const { profile } = await createUser();
  const page = await visit(browser);
  await openWidget(page, app);

  await page.getByText('Sign up').click();
  const fields = {
    'userProfile.firstName': 'Ann',
    'userProfile.lastName': 'Lee',
    'userProfile.email': profile.email,
    'credentials.passcode': password,
  };
  await send(page, fields, /enroll\/new/);
  await page.getByText('A user with this Email already exists').waitFor();
  const email = `other.${profile.email}`;
  await send(page, { ...fields, 'userProfile.email': email }, /enroll\/new/);

  await signedIn(page, { email });
});

test('the widget asks for what is missing of somebody', async () => {
  const { id, profile } = await createUser();
  const page = await visit(browser);
  await openWidget(page, curious);

  await identify(page, profile.login);
  await passcode(page, password);
  await send(page, { 'userProfile.city': 'Turku' }, /enroll\/update/);

  await signedIn(page, profile);
  const user = await admin.userApi.getUser({ userId: id });
  assert.equal(user.profile.city, 'Turku');
});

/** An attribute of its own, and a form that asks for it. */
async function formOf(attribute) {
  const json = { 'content-type': 'application/json' };
  const post = (path, body) =>
    api(path, { method: 'POST', headers: json, body: JSON.stringify(body) });
  const properties = { [attribute]: { title: 'Member', type: 'boolean' } };
  await post('/api/v1/meta/schemas/user/default', { definitions: { custom: { properties } } });
  const element = { scope: `#/properties/${attribute}`, label: 'Are you a member?' };
  const form = await post('/api/v1/meta/uischemas', {
    uiSchema: {
      label: 'One thing more',
      buttonLabel: 'Go ahead',
      elements: [{ ...element, options: { format: 'radio_yes_no' } }],
    },
  });
  return (await form.json()).id;
}

test('the widget asks in the words and with the inputs of a UI schema', async () => {
  const attribute = unique('member').replace('-', '');
  const app = await createApp(EMBEDDED);
  await registration(app, {
    ...CURIOUS,
    profileAttributes: [{ name: attribute, label: 'Member', required: true }],
    uiSchemaId: await formOf(attribute),
  });
  const { id, profile } = await createUser();
  const page = await visit(browser);
  await openWidget(page, app);

  await identify(page, profile.login);
  await passcode(page, password);
  await page.getByText('One thing more').waitFor();
  await page.getByText('Are you a member?').waitFor();
  await page.getByText('Yes', { exact: true }).click();
  await page.locator('input[type="submit"][value="Go ahead"]').click();

  await signedIn(page, profile);
  const user = await admin.userApi.getUser({ userId: id });
  assert.equal(user.profile[attribute], true);
});

test('auth-js registers somebody, step by step', async () => {
  const { profile } = person();
  const client = new OktaAuth({
    issuer: `${orgUrl}/oauth2/default`,
    clientId: embedded.id,
    redirectUri: embedded.settings.oauthClient.redirect_uris[0],
    scopes: ['openid', 'email'],
  });

  let now = await client.idx.register({ step: 'select-enroll-profile' });
  now = await client.idx.proceed({ step: now.nextStep.name, ...profile });
  assert.equal(now.nextStep.name, 'select-authenticator-enroll');
  now = await client.idx.proceed({ step: now.nextStep.name, authenticator: 'okta_email' });
  const verificationCode = await codeTo(profile.email);
  now = await client.idx.proceed({ step: now.nextStep.name, verificationCode });
  now = await client.idx.proceed({ step: now.nextStep.name, authenticator: 'okta_password' });
  now = await client.idx.proceed({ step: now.nextStep.name, password });

  assert.equal(now.status, IdxStatus.SUCCESS);
  assert.equal(now.tokens.idToken.claims.email, profile.email);
});

test('auth-js says that nobody registers here', async () => {
  const client = new OktaAuth({
    issuer: `${orgUrl}/oauth2/default`,
    clientId: curious.id,
    redirectUri: curious.settings.oauthClient.redirect_uris[0],
    scopes: ['openid'],
  });
  await assert.rejects(client.idx.register({}), /Registration is not supported/);
});

const open = (options, app) => openPage(browser, options, authorizeUrl(app), home);

const isBack = (page) => wasSentBack(page, home);

for (const options of BROWSERS) {
  test(`${options.name}: somebody signs up on our own pages`, async () => {
    const { profile } = person();
    const page = await open(options, hosted);
    await page.press('Sign up');
    await page.getByLabel('First name').fill('Ann');
    await page.getByLabel('Last name').fill(' ');
    await page.getByLabel('Email').fill(profile.email);
    await page.press('Sign up');
    assert.match(await page.getByRole('alert').textContent(), /Last name/);
    assert.equal(await page.getByLabel('First name').inputValue(), 'Ann');
    await page.getByLabel('Last name').fill('Lee');
    await page.press('Sign up');
    await page.getByLabel('Code').fill(await codeTo(profile.email));
    await page.press('Verify');
    await page.getByLabel('New password', { exact: true }).fill(password);
    await page.getByLabel('once more').fill(password);
    await page.press('Set password');
    isBack(page);
  });

  test(`${options.name}: what is missing is asked on our own pages`, async () => {
    const { profile } = await createUser();
    const page = await open(options, inquisitive);
    await signIn(page, profile.login);
    await page.look();
    await page.getByLabel('City').fill('Turku');
    await page.press('Go on');
    isBack(page);
  });
}
