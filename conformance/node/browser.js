import { chromium } from 'playwright-core';
import { env, password } from './fixture.js';

/** The machine's own Chromium, which asks nobody anything on its own account. */
export const launchBrowser = () =>
  chromium.launch({
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
  });

/** A page of somebody new; the certificate's authority is not in the browser's store. */
export async function visit(browser, options = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  return context.newPage();
}

/** Fills in the hosted sign-in page. */
export async function signIn(page, login, secret = password) {
  await page.getByLabel('Username').fill(login);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
