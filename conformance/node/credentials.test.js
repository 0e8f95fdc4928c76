import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, authn, createUser, password, person } from './fixture.js';

const { userApi } = admin;
const OTHER = 'Another7staple';
const statusOf = async ({ id }) => (await userApi.getUser({ userId: id })).status;
const authnOf = ({ profile }, secret) => authn(profile.login, secret);

const withQuestion = () =>
  userApi.createUser({
    body: {
      ...person(),
      credentials: {
        password: { value: password },
        recovery_question: { question: 'Where?', answer: 'Nowhere' },
      },
    },
  });

test('a password is changed by who knows it', async () => {
  const user = await createUser();
  const change = () =>
    userApi.changePassword({
      userId: user.id,
      changePasswordRequest: { oldPassword: { value: password }, newPassword: { value: OTHER } },
    });
  await change();
  assert.equal((await authnOf(user, OTHER)).status, 'SUCCESS');
  assert.equal((await authnOf(user)).errorCode, 'E0000004');
  await assert.rejects(change(), { status: 403, errorCode: 'E0000014' });
});

test('a password is set by an administrator', async () => {
  const user = await createUser();
  await userApi.updateUser({
    userId: user.id,
    user: { credentials: { password: { value: OTHER } } },
  });
  assert.equal((await authnOf(user, OTHER)).status, 'SUCCESS');
});

test('a recovery question is changed, and its answer sets a new password', async () => {
  const user = await createUser();
  const changed = await userApi.changeRecoveryQuestion({
    userId: user.id,
    userCredentials: {
      password: { value: password },
      recovery_question: { question: 'Where?', answer: 'Nowhere' },
    },
  });
  assert.equal(changed.recovery_question.question, 'Where?');

  const recover = (answer) =>
    userApi.forgotPasswordSetNewPassword({
      userId: user.id,
      userCredentials: { password: { value: OTHER }, recovery_question: { answer } },
      sendEmail: false,
    });
  await assert.rejects(recover('Somewhere'), { status: 403, errorCode: 'E0000087' });
  await recover('Nowhere');
  assert.equal((await authnOf(user, OTHER)).status, 'SUCCESS');
});

test('a forgotten password serves until there is a new one', async () => {
  const user = await withQuestion();
  const { resetPasswordUrl } = await userApi.forgotPassword({ userId: user.id, sendEmail: false });
  assert.match(resetPasswordUrl, /^https:\/\//);
  assert.equal(await statusOf(user), 'ACTIVE');
  assert.equal((await authnOf(user)).status, 'SUCCESS');
});

test('a password is reset', async () => {
  const user = await createUser();
  const { resetPasswordUrl } = await userApi.generateResetPasswordToken({
    userId: user.id,
    sendEmail: false,
  });
  assert.match(resetPasswordUrl, /^https:\/\//);
  assert.equal(await statusOf(user), 'RECOVERY');
  assert.equal((await authnOf(user)).errorCode, 'E0000004');
});

test('a password expires', async () => {
  const user = await createUser();
  const expired = await userApi.expirePassword({ userId: user.id });
  assert.equal(expired.id, user.id);
  assert.equal(await statusOf(user), 'PASSWORD_EXPIRED');
  assert.equal((await authnOf(user)).status, 'PASSWORD_EXPIRED');
});

/** The SDK does not hand on the other password, which it takes for a user. */
test('a password expires for another', async () => {
  const user = await createUser();
  await userApi.expirePasswordAndGetTemporaryPassword({ userId: user.id });
  assert.equal(await statusOf(user), 'PASSWORD_EXPIRED');
  assert.equal((await authnOf(user)).errorCode, 'E0000004');
});
