import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, createUser, env } from './fixture.js';

const LIFE = ['create', 'activate', 'suspend', 'unsuspend'].map((verb) => `user.lifecycle.${verb}`);
const { systemLogApi, userApi } = admin;
const since = new Date(Date.now() - 60_000).toISOString();
/** Without an end, the log goes on for ever. */
const soon = () => new Date(Date.now() + 60_000).toISOString();
const typesOf = async (query) =>
  (await all(systemLogApi.listLogEvents({ since, until: soon(), ...query }))).map(
    ({ eventType }) => eventType,
  );

/** What is to be found of somebody who was suspended, and is back. */
async function lived() {
  const { id: userId } = await createUser();
  await userApi.suspendUser({ userId });
  await userApi.unsuspendUser({ userId });
  return `target.id eq "${userId}" and eventType sw "user.lifecycle"`;
}

test('the log tells who did what to whom', async () => {
  const { id, profile } = await createUser();
  const events = await all(
    systemLogApi.listLogEvents({
      since,
      until: soon(),
      filter: `eventType eq "user.lifecycle.create" and target.id eq "${id}"`,
    }),
  );
  assert.equal(events.length, 1);
  const [{ actor, target, outcome, transaction }] = events;
  assert.equal(actor.type, 'User');
  assert.equal(actor.alternateId, env.GATEHOUSE_ADMIN_LOGIN);
  assert.equal(target[0].alternateId, profile.login);
  assert.equal(outcome.result, 'SUCCESS');
  assert.ok(transaction.id);
  assert.ok((await typesOf({ q: id })).includes('user.lifecycle.create'));
});

test('events come from either end', async () => {
  const filter = await lived();
  assert.deepEqual(await typesOf({ filter, sortOrder: 'ASCENDING' }), LIFE);
  assert.deepEqual(await typesOf({ filter, sortOrder: 'DESCENDING' }), LIFE.toReversed());
});

test('events come page by page', async () => {
  assert.deepEqual(await typesOf({ filter: await lived(), limit: 1 }), LIFE);
});
