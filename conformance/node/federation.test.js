import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { visit } from './browser.js';
import {
  createAppIn,
  createFederatedOrg,
  endingIn,
  route,
  showWidget,
  signInThere,
} from './federation.js';
import { createUser } from './fixture.js';
import { BROWSERS, authorizeUrl, openPage, setTheStage, wasSentBack } from './hosted.js';
import { TWO_FACTORS } from './policies.js';
import * as widget from './widget.js';

const stage = setTheStage();

/** An org that sends people of example.com to the provider. */
let sending;

/** Orgs that offer it beside the name, on our page and in the widget. */
let offering;
let showing;

async function bothWays() {
  const org = await createFederatedOrg();
  await route(org, [{ type: 'OKTA' }, { type: 'OIDC', id: org.provider.id }], {});
  return org;
}

before(async () => {
  sending = await createFederatedOrg();
  await route(sending, [{ type: 'OIDC', id: sending.provider.id }], endingIn('example.com'));
  offering = await bothWays();
  showing = await bothWays();
  await showWidget(showing);
});

const hosted = (org) => createAppIn(org, { redirect_uris: [`${stage.home}/callback`] });

const open = (options, org, app) =>
  openPage(stage.browser, options, authorizeUrl(app, org.origin), stage.home);

const known = (org, { login }) => org.api('GET', `/api/v1/users/${login}`);

for (const options of BROWSERS) {
  test(`${options.name}: a name leads to the provider, and back to the application`, async () => {
    const { profile } = await createUser();
    const page = await open(options, sending, await hosted(sending));
    await page.getByLabel('Username').fill(profile.login);
    await page.getByRole('button', { name: 'Next' }).click();
    await signInThere(page);
    await page.waitForURL(`${stage.home}/**`);
    wasSentBack(page, stage.home);
    const { credentials, profile: told } = await known(sending, profile);
    assert.equal(credentials.provider.type, 'FEDERATION');
    assert.equal(told.firstName, profile.firstName);
  });

  test(`${options.name}: a provider is offered beside the name`, async () => {
    const { profile } = await createUser();
    const page = await open(options, offering, await hosted(offering));
    await page.getByRole('button', { name: `Sign in with ${offering.provider.name}` }).click();
    await page.waitForURL('http://localhost:*/**');
    await page.getByLabel('Username').fill(profile.login);
    await signInThere(page);
    await page.waitForURL(`${stage.home}/**`);
    wasSentBack(page, stage.home);
  });
}

/** The application shows the widget on a page of its own, to which people come back. */
async function embedded(org, verificationMethod) {
  const app = await createAppIn(
    org,
    {
      method: 'none',
      application_type: 'browser',
      redirect_uris: [`${org.origin}/embedded/`],
      grant_types: ['authorization_code', 'interaction_code'],
    },
    verificationMethod,
  );
  const page = await visit(stage.browser);
  const config = {
    baseUrl: org.origin,
    issuer: `${org.origin}/oauth2/default`,
    scopes: ['openid', 'profile', 'email'],
  };
  await widget.openWidget(page, app, config, {
    origin: org.origin,
    home: `${org.origin}/embedded`,
  });
  return page;
}

test('in the widget a name leads to the provider, and back to tokens', async () => {
  const { profile } = await createUser();
  const page = await embedded(sending);
  await widget.identify(page, profile.login);
  await signInThere(page);
  await page.waitForURL(`${sending.origin}/embedded/**`);
  const { sub, idp } = await widget.signedIn(page, profile);
  assert.equal(sub, (await known(sending, profile)).id);
  assert.equal(idp, sending.provider.id);
});

test('in the widget, whoever comes back proves what else is asked', async () => {
  const { profile } = await createUser();
  const page = await embedded(sending, TWO_FACTORS);
  await widget.identify(page, profile.login);
  await signInThere(page);
  await page.waitForURL(`${sending.origin}/embedded/**`);
  await widget.choose(page, 'okta_email');
  await widget.codeOfLetter(page, profile.email, sending.letters);
  assert.ok((await widget.signedIn(page, profile)).amr.includes('mfa'));
});

test('the widget on our page offers the provider beside the name', async () => {
  const { profile } = await createUser();
  const page = await visit(stage.browser);
  await page.goto(authorizeUrl(await hosted(showing), showing.origin));
  await page.locator('input[name="identifier"]').waitFor();
  await page.getByText(`Sign in with ${showing.provider.name}`).click();
  await page.waitForURL('http://localhost:*/**');
  await page.getByLabel('Username').fill(profile.login);
  await signInThere(page);
  await page.waitForURL(`${stage.home}/**`);
  wasSentBack(page, stage.home);
});
