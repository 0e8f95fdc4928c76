import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { audit } from './audit.js';
import { launchBrowser, visit } from './browser.js';
import { createApp, orgUrl } from './fixture.js';
import { codeTo } from './letters.js';

/** With scripts, in the light and in the dark, and looked at by axe; and without any script. */
export const BROWSERS = [
  { name: 'light', javaScriptEnabled: true, colorScheme: 'light', bypassCSP: true },
  { name: 'dark', javaScriptEnabled: true, colorScheme: 'dark', bypassCSP: true },
  { name: 'without JavaScript', javaScriptEnabled: false },
];

/** An application that people come back to. */
export async function startApplication() {
  const server = createServer((_, response) => response.end('Back')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { home: `http://localhost:${server.address().port}`, close: () => server.close() };
}

/**
 * What a journey begins with, from before the first test of a file until after its last: a browser,
 * an application that people come back to, its client whose sign-in we show, and another that shows
 * it itself.
 *
 * @param prepare what else is done before
 */
export function setTheStage(prepare = async () => {}) {
  const stage = {};
  before(async () => {
    stage.application = await startApplication();
    stage.home = stage.application.home;
    stage.browser = await launchBrowser();
    stage.hosted = await createApp({ redirect_uris: [`${stage.home}/callback`] });
    stage.embedded = await createApp({
      applicationType: 'browser',
      grant_types: ['authorization_code', 'interaction_code'],
    });
    await prepare(stage);
  });
  after(async () => {
    await stage.browser?.close();
    stage.application?.close();
  });
  return stage;
}

/** Where an application sends people to sign in. */
export function authorizeUrl(app, origin = orgUrl) {
  const url = new URL(`${origin}/oauth2/default/v1/authorize`);
  url.search = new URLSearchParams({
    client_id: app.id,
    redirect_uri: app.settings.oauthClient.redirect_uris[0],
    response_type: 'code',
    scope: 'openid',
    state: 'a-state',
  });
  return url.href;
}

/**
 * A page that is looked at each time it has changed.
 *
 * @param home where the application is, whose pages are its own
 */
export async function openPage(browser, options, url, home) {
  const page = await visit(browser, options);
  await page.goto(url);
  page.look = () => (options.javaScriptEnabled ? audit(page) : Promise.resolve());
  page.press = async (name) => {
    await Promise.all([
      page.waitForNavigation(),
      page.getByRole('button', { name }).first().click(),
    ]);
    if (!page.url().startsWith(home)) {
      await page.look();
    }
  };
  await page.look();
  return page;
}

/** The person is back at the application, which got a code. */
export function wasSentBack(page, home) {
  assert.ok(page.url().startsWith(`${home}/callback?`), page.url());
  assert.ok(new URL(page.url()).searchParams.get('code'), page.url());
}

/** Chooses an authenticator, where there is a choice. */
export async function choose(page, name) {
  if (await page.getByRole('button', { name }).count()) {
    await page.press(name);
  }
}

/** Whoever has two factors already proves both before they set up a third. */
export async function proveMailbox(page, { email }) {
  await choose(page, 'Email');
  await page.getByLabel('Code').fill(await codeTo(email));
  await page.press('Verify');
}
