import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, authn, createUser, password, person } from './fixture.js';

const { userApi } = admin;
const statusOf = async ({ id }) => (await userApi.getUser({ userId: id })).status;
const authnOf = ({ profile }, secret) => authn(profile.login, secret);

test('a user is activated, and once more', async () => {
  const user = await userApi.createUser({ body: person(), activate: false });
  const userId = user.id;
  const first = await userApi.activateUser({ userId, sendEmail: false });
  assert.ok(first.activationToken && first.activationUrl.endsWith(first.activationToken));
  assert.equal(await statusOf(user), 'PROVISIONED');
  await assert.rejects(userApi.activateUser({ userId, sendEmail: false }), {
    status: 403,
    errorCode: 'E0000016',
  });
  const second = await userApi.reactivateUser({ userId, sendEmail: false });
  assert.ok(second.activationToken);
  assert.notEqual(second.activationToken, first.activationToken);

  await userApi.updateUser({ userId, user: { credentials: { password: { value: password } } } });
  assert.equal(await statusOf(user), 'ACTIVE');
});

test('a user is suspended and back', async () => {
  const user = await createUser();
  await userApi.suspendUser({ userId: user.id });
  assert.equal(await statusOf(user), 'SUSPENDED');
  assert.equal((await authnOf(user)).errorCode, 'E0000004');
  await assert.rejects(userApi.suspendUser({ userId: user.id }), { status: 400 });
  await userApi.unsuspendUser({ userId: user.id });
  assert.equal(await statusOf(user), 'ACTIVE');
  assert.equal((await authnOf(user)).status, 'SUCCESS');
});

test('who is deactivated signs in no more, and is deleted', async () => {
  const user = await createUser();
  await userApi.deactivateUser({ userId: user.id });
  assert.equal(await statusOf(user), 'DEPROVISIONED');
  assert.equal((await authnOf(user)).errorCode, 'E0000004');
  await userApi.deleteUser({ userId: user.id });
  await assert.rejects(statusOf(user), { status: 404, errorCode: 'E0000007' });
});

test('who is locked out is let in again', async () => {
  const user = await createUser();
  await assert.rejects(userApi.unlockUser({ userId: user.id }), { status: 403 });
  for (let i = 0; i < 10; i++) {
    await authnOf(user, 'Wrong7password');
  }
  assert.equal(await statusOf(user), 'LOCKED_OUT');
  await userApi.unlockUser({ userId: user.id });
  assert.equal(await statusOf(user), 'ACTIVE');
  assert.equal((await authnOf(user)).status, 'SUCCESS');
});

test('factors are reset', async () => {
  const { id: userId } = await createUser();
  const { userFactorApi: factors } = admin;
  await factors.enrollFactor({
    userId,
    body: {
      factorType: 'question',
      provider: 'OKTA',
      profile: { question: 'disliked_food', answer: 'mayonnaise' },
    },
  });
  assert.equal((await all(factors.listFactors({ userId }))).length, 1);
  await userApi.resetFactors({ userId });
  assert.deepEqual(await all(factors.listFactors({ userId })), []);
});

test('the sessions of a user end', async () => {
  const user = await createUser();
  const { sessionToken } = await authnOf(user);
  const { sessionApi } = admin;
  const { id: sessionId } = await sessionApi.createSession({
    createSessionRequest: { sessionToken },
  });
  assert.equal((await sessionApi.getSession({ sessionId })).userId, user.id);
  await userApi.revokeUserSessions({ userId: user.id });
  await assert.rejects(sessionApi.getSession({ sessionId }), { status: 404 });
});
