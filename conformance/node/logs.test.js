import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, createUser } from './fixture.js';

test('the log tells who did what to whom', async () => {
  const since = new Date(Date.now() - 60_000);
  const { id, profile } = await createUser();
  const events = await all(
    admin.systemLogApi.listLogEvents({
      since: since.toISOString(),
      until: new Date(Date.now() + 60_000).toISOString(),
      filter: `eventType eq "user.lifecycle.create" and target.id eq "${id}"`,
    }),
  );
  assert.equal(events.length, 1);
  const [{ actor, target, outcome, transaction }] = events;
  assert.equal(actor.type, 'User');
  assert.equal(target[0].alternateId, profile.login);
  assert.equal(outcome.result, 'SUCCESS');
  assert.ok(transaction.id);
});
