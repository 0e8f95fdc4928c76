import { createHash, randomBytes } from 'node:crypto';
import { sessionToken } from './fixture.js';

/** The authorization code flow as a program goes it, with PKCE and without a browser. */
export class CodeFlow {
  constructor(issuer, app) {
    this.issuer = issuer;
    this.app = app;
    this.redirectUri = app.settings.oauthClient.redirect_uris[0];
  }

  /** Signs a person in and exchanges the code: the answer of the token endpoint. */
  async tokens(login, { scope = 'openid profile email offline_access', nonce = 'n' } = {}) {
    const verifier = randomBytes(32).toString('base64url');
    const authorize = new URL(`${this.issuer}/v1/authorize`);
    authorize.search = new URLSearchParams({
      client_id: this.app.id,
      redirect_uri: this.redirectUri,
      response_type: 'code',
      scope,
      state: 'some-state',
      nonce,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      sessionToken: await sessionToken(login),
    });
    const redirect = await fetch(authorize, { redirect: 'manual' });
    const location = new URL(redirect.headers.get('location'));
    return this.token({
      grant_type: 'authorization_code',
      code: location.searchParams.get('code'),
      redirect_uri: this.redirectUri,
      code_verifier: verifier,
    });
  }

  async token(parameters) {
    const { client_secret: secret } = this.app.credentials.oauthClient;
    const answer = await fetch(`${this.issuer}/v1/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${this.app.id}:${secret}`)}` },
      body: new URLSearchParams(parameters),
    });
    return answer.json();
  }
}
