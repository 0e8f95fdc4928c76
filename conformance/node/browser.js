import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { env, password } from './fixture.js';

/** The machine's own Chromium, which asks nobody anything on its own account. */
const options = {
  executablePath: env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export const launchBrowser = () => chromium.launch(options);

/**
 * A page in a window where cookies go with frames of other sites, as they do wherever people have
 * not switched that off. Its context is to be closed.
 */
export async function openHandedWindow() {
  // Gone with the server: the browser may write there for a while after it was closed.
  const profile = mkdtempSync(join(env.GATEHOUSE_DATA ?? tmpdir(), 'browser-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(
    join(profile, 'Default/Preferences'),
    JSON.stringify({ profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }),
  );
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    ignoreHTTPSErrors: true,
  });
  return context.newPage();
}

/** A page of somebody new; the certificate's authority is not in the browser's store. */
export async function visit(browser, options = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  return context.newPage();
}

/** Gives a page something that holds passkeys, and agrees to whatever it is asked. */
export async function holdPasskeys(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Fills in the hosted sign-in page. */
export async function signIn(page, login, secret = password) {
  await page.getByLabel('Username').fill(login);
  await sayPassword(page, secret);
}

/** Beside the button there may be others, such as the one for a passkey. */
export async function sayPassword(page, secret) {
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
