import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import okta from '@okta/okta-sdk-nodejs';
import { api, env, orgUrl } from '../fixture.js';

const limited = (rateLimited) =>
  api('/api/v1/org', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rateLimited }),
  });

before(() => limited(true));

after(() => limited(false));

/** The SDK, which waits until it may ask again as often as it is told to. */
const client = (maxRetries) =>
  new okta.Client({
    orgUrl,
    token: env.OKTA_CLIENT_TOKEN,
    requestExecutor: new okta.DefaultRequestExecutor({ maxRetries }),
  });

const ask = async ({ systemLogApi }) => (await systemLogApi.listLogEvents({ limit: 1 })).next();

test('whoever asks too often is told when to come back', async () => {
  const impatient = client(0);
  await assert.rejects(
    async () => {
      for (let i = 0; i < 200; i++) {
        await ask(impatient);
      }
    },
    (error) => {
      assert.equal(error.status, 429);
      assert.equal(error.errorCode, 'E0000047');
      return true;
    },
  );
});
