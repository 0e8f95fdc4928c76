import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { orgUrl, unique } from './fixture.js';
import { codeTo } from './letters.js';

const dist = join(
  dirname(createRequire(import.meta.url).resolve('@okta/okta-signin-widget/package.json')),
  'dist',
);
const build = (script, styles) => ({
  script: readFileSync(join(dist, `js/${script}.js`)),
  styles: readFileSync(join(dist, `css/${styles}.css`)),
});

const USUAL = build('okta-sign-in.min', 'okta-sign-in.min');
export const THIRD_GENERATION = build('okta-sign-in.next', 'okta-sign-in.next');

/** Speaks to the Authentication API. */
export const CLASSIC = build('okta-sign-in.classic.min', 'okta-sign-in.min');

/**
 * A page with the Sign-In Widget in it, as Okta's guide has it: whoever comes back from another
 * provider brings a code, or goes on with what is asked besides.
 */
const page = (config) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Embedded</title>
<link rel="stylesheet" href="widget.css"></head><body><div id="widget"></div>
<script src="widget.js"></script>
<script>
  const signIn = new OktaSignIn(${JSON.stringify(config)});
  const { authClient } = signIn;
  const back = authClient.isLoginRedirect() && !authClient.idx.isInteractionRequired();
  window.outcome = new Promise((resolve) => {
    const tokens = back
      ? authClient.token.parseFromUrl().then((answer) => answer.tokens)
      : signIn.showSignInToGetTokens({ el: '#widget' });
    tokens.then(
      (tokens) => resolve({ tokens }),
      (error) => resolve({ error: error.message }),
    );
  });
</script></body></html>`;

/**
 * Opens a page with the widget.
 *
 * @param origin that the page is of
 * @param home where it is
 * @param build of the widget
 * @returns what the widget was answered
 */
export async function openWidget(
  browserPage,
  app,
  config = {},
  { origin = orgUrl, home = `${origin}/${unique('embedded')}`, build = USUAL } = {},
) {
  const answers = [];
  await browserPage.route(`${home}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path.endsWith('widget.js')) {
      return route.fulfill({ contentType: 'text/javascript', body: build.script });
    }
    if (path.endsWith('widget.css')) {
      return route.fulfill({ contentType: 'text/css', body: build.styles });
    }
    return route.fulfill({
      contentType: 'text/html',
      body: page({
        baseUrl: orgUrl,
        clientId: app.id,
        redirectUri: app.settings.oauthClient.redirect_uris[0],
        issuer: `${orgUrl}/oauth2/default`,
        ...config,
      }),
    });
  });
  browserPage.on('response', async (response) => {
    if (response.url().includes('/idp/idx/')) {
      answers.push({ url: response.url(), body: await response.json().catch(() => null) });
    }
  });
  await browserPage.goto(`${home}/`);
  return answers;
}

/** What the page got in the end: tokens, or an error. */
export const outcome = (browserPage) =>
  Promise.race([
    browserPage.evaluate(() => window.outcome),
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('the widget does not end')), 30_000).unref();
    }),
  ]);

const submit = (page) =>
  page.locator('input[type="submit"], button[type="submit"]').first().click();

/** Says who is signing in. */
export async function identify(page, login) {
  await page.locator('input[name="identifier"]').fill(login);
  await submit(page);
}

/**
 * Fills in fields and sends them: anew where the widget puts another form in their place.
 *
 * @param path of the request that it is to become
 */
export async function send(page, fields, path = /challenge\/answer/) {
  for (let tries = 0; tries < 5; tries++) {
    const sent = page.waitForRequest(path, { timeout: 3_000 }).catch(() => null);
    for (const [name, value] of Object.entries(fields)) {
      await page.locator(`input[name="${name}"]`).fill(value);
    }
    await submit(page);
    if (await sent) {
      return;
    }
  }
  throw new Error('the widget sends nothing');
}

export const passcode = (page, code) => send(page, { 'credentials.passcode': code });

/** Chooses an authenticator by its key. */
export const choose = (page, key) =>
  page.locator(`[data-se="${key}"] a, button:has([data-se="${key}"])`).first().click();

/**
 * Types the code of a letter.
 *
 * @param read reads what the org has sent, where it is not the one we know
 */
export async function codeOfLetter(page, address, read) {
  await page.getByText('Enter a verification code instead').click();
  await passcode(page, await codeTo(address, read));
}

/** Says who they are, and that they forgot the password; proves the mailbox and chooses another. */
export async function choosesAnotherPassword(page, profile) {
  await identify(page, profile.login);
  await page.getByText('Forgot password?').click();
  await choose(page, 'okta_email');
  await codeOfLetter(page, profile.email);
  await page.locator('input[name="confirmPassword"]').waitFor();
  await send(page, {
    'credentials.passcode': 'Brandnew9horse',
    confirmPassword: 'Brandnew9horse',
  });
}

/** The page got tokens, of this person. */
export async function signedIn(page, profile) {
  const { tokens, error } = await outcome(page);
  assert.equal(error, undefined);
  assert.equal(tokens.idToken.claims.email, profile.email);
  return tokens.idToken.claims;
}
