import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, createUser, password, person, unique } from './fixture.js';

const { userApi, groupApi } = admin;

test('a user can be created in every documented way', async () => {
  const staged = await userApi.createUser({ body: person(), activate: false });
  assert.equal(staged.status, 'STAGED');

  const provisioned = await userApi.createUser({ body: person(), activate: true });
  assert.equal(provisioned.status, 'PROVISIONED');

  const active = await createUser();
  assert.equal(active.status, 'ACTIVE');
  assert.ok(active.activated instanceof Date);
  assert.equal(active.credentials.provider.type, 'OKTA');

  const expired = await createUser({ nextLogin: 'changePassword' });
  assert.equal(expired.status, 'PASSWORD_EXPIRED');

  const federated = await userApi.createUser({
    body: { ...person(), credentials: { provider: { type: 'FEDERATION', name: 'FEDERATION' } } },
    activate: true,
    provider: true,
  });
  assert.equal(federated.credentials.provider.type, 'FEDERATION');

  const group = await groupApi.createGroup({ group: { profile: { name: unique('g') } } });
  const member = await userApi.createUser({
    body: { ...person(), groupIds: [group.id] },
    activate: false,
  });
  const members = await all(groupApi.listGroupUsers({ groupId: group.id }));
  assert.deepEqual(members.map((user) => user.id), [member.id]);
});

test('a password can come as a hash of another system', async () => {
  const user = await userApi.createUser({
    body: {
      ...person(),
      credentials: {
        password: {
          hash: {
            algorithm: 'BCRYPT',
            workFactor: 10,
            salt: 'rwh3vH166HCH/NT9XV5FYu',
            value: 'qaMqvAPULkbiQzkTCWo5XDcvzpk8Tna',
          },
        },
      },
    },
  });
  assert.equal(user.status, 'ACTIVE');
  assert.equal(user.credentials.provider.type, 'IMPORT');
});

test('a user is found by id, login and short login', async () => {
  const user = await createUser();
  const login = user.profile.login;
  for (const userId of [user.id, login, login.split('@')[0]]) {
    assert.equal((await userApi.getUser({ userId })).id, user.id);
  }
  assert.ok((await userApi.getUser({ userId: 'me' })).id);
});

test('a change keeps what it does not name, a replacement does not', async () => {
  const user = await userApi.createUser({ body: person({ nickName: 'Annie', city: 'Rome' }) });
  const changed = await userApi.updateUser({ userId: user.id, user: { profile: { city: 'Oslo' } } });
  assert.equal(changed.profile.city, 'Oslo');
  assert.equal(changed.profile.nickName, 'Annie');

  const { firstName, lastName, email, login } = user.profile;
  const replaced = await userApi.replaceUser({
    userId: user.id,
    user: { profile: { firstName, lastName, email, login } },
  });
  assert.equal(replaced.profile.nickName ?? null, null);
});

test('a user goes through the whole lifecycle', async () => {
  const { id: userId } = await userApi.createUser({ body: person(), activate: false });
  const status = async () => (await userApi.getUser({ userId })).status;

  const { activationToken, activationUrl } = await userApi.activateUser({
    userId,
    sendEmail: false,
  });
  assert.ok(activationToken && activationUrl.endsWith(activationToken));
  assert.equal(await status(), 'PROVISIONED');

  await userApi.updateUser({ userId, user: { credentials: { password: { value: password } } } });
  assert.equal(await status(), 'ACTIVE');

  await userApi.suspendUser({ userId });
  assert.equal(await status(), 'SUSPENDED');
  await userApi.unsuspendUser({ userId });
  assert.equal(await status(), 'ACTIVE');

  await userApi.expirePassword({ userId });
  assert.equal(await status(), 'PASSWORD_EXPIRED');

  await userApi.deactivateUser({ userId });
  assert.equal(await status(), 'DEPROVISIONED');
  await userApi.deleteUser({ userId });
  await assert.rejects(userApi.getUser({ userId }), { status: 404 });
});

test('a password and a recovery question can be changed and a reset begun', async () => {
  const { id: userId } = await createUser();
  await userApi.changePassword({
    userId,
    changePasswordRequest: {
      oldPassword: { value: password },
      newPassword: { value: 'Another7staple' },
    },
  });
  const changed = await userApi.changeRecoveryQuestion({
    userId,
    userCredentials: {
      password: { value: 'Another7staple' },
      recovery_question: { question: 'Where?', answer: 'Nowhere' },
    },
  });
  assert.equal(changed.recovery_question.question, 'Where?');

  const { resetPasswordUrl } = await userApi.generateResetPasswordToken({ userId, sendEmail: false });
  assert.match(resetPasswordUrl, /^https:\/\//);
  assert.equal((await userApi.getUser({ userId })).status, 'RECOVERY');
});

test('users are found by what is known of them', async () => {
  const lastName = unique('Zed');
  const { id } = await userApi.createUser({ body: person({ lastName, department: 'Sea' }) });

  const found = async (query) => (await all(userApi.listUsers(query))).map((user) => user.id);
  assert.deepEqual(await found({ search: `profile.lastName eq "${lastName}"` }), [id]);
  assert.deepEqual(
    await found({ search: `profile.department eq "Sea" and profile.lastName sw "Zed-"` }),
    [id],
  );
  assert.deepEqual(await found({ filter: `profile.lastName eq "${lastName}"` }), [id]);
  assert.deepEqual(await found({ q: lastName }), [id]);
  assert.deepEqual(await found({ search: `profile.lastName eq "${lastName}" and status eq "ACTIVE"` }), []);
});

test('the sessions and the groups of a user are at hand', async () => {
  const { id: userId } = await createUser();
  await userApi.revokeUserSessions({ userId });
  const groups = await all(userApi.listUserGroups({ userId }));
  assert.deepEqual(groups.map((group) => group.profile.name), ['Everyone']);
});
