import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { env, password, unique } from './fixture.js';

const home = new URL(env.OKTA_CLIENT_ORGURL);

/**
 * A request over plain http. Browsers know by themselves where names below localhost are; programs
 * are told here.
 */
async function send(host, token, method, path, body) {
  const sent = request({
    host: home.hostname,
    port: home.port,
    method,
    path,
    headers: {
      host,
      authorization: `SSWS ${token}`,
      accept: 'application/json',
      'content-type': 'application/json',
    },
  });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const answer = await new Promise((resolve, reject) => {
    sent.on('response', resolve).on('error', reject);
  });
  const said = await text(answer);
  if (answer.statusCode >= 300) {
    throw new Error(`${method} ${path}: ${answer.statusCode} ${said}`);
  }
  return said === '' ? undefined : JSON.parse(said);
}

/** Another org of the same server: its origin, its management API, and what it has sent. */
export async function createOrg() {
  const subdomain = unique('org');
  const login = `admin@${subdomain}.example.com`;
  const { token } = await send(home.host, env.OKTA_CLIENT_TOKEN, 'POST', '/api/v1/orgs', {
    subdomain,
    name: subdomain,
    admin: {
      profile: { firstName: 'Ann', lastName: 'Lee', email: login, login },
      credentials: { password: { value: password } },
    },
  });
  const host = `${subdomain}.localhost:${home.port}`;
  return {
    origin: `http://${host}`,
    api: (method, path, body) => send(host, token, method, path, body),
    letters: (path) => send(host, token, 'GET', path),
  };
}
