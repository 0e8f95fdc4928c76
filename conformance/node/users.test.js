import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { admin, all, authn, createGroup, createUser, env, idsOf, password, person, unique } from './fixture.js';

const { userApi, groupApi } = admin;
const read = (userId) => userApi.getUser({ userId });

test('a user can be created with and without a password', async () => {
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
});

test('a user can be created with a recovery question', async () => {
  const recovery_question = { question: 'Where?', answer: 'Nowhere' };
  const { id } = await userApi.createUser({
    body: { ...person(), credentials: { password: { value: password }, recovery_question } },
  });
  const { credentials } = await read(id);
  assert.equal(credentials.recovery_question.question, 'Where?');
  assert.equal(credentials.recovery_question.answer, undefined);
});

test('a user can be created whom another system signs in', async () => {
  const { id } = await userApi.createUser({
    body: { ...person(), credentials: { provider: { type: 'FEDERATION', name: 'FEDERATION' } } },
    activate: true,
    provider: true,
  });
  assert.equal((await read(id)).credentials.provider.type, 'FEDERATION');
});

test('a user can be created in a group', async () => {
  const { id: groupId } = await createGroup();
  const { id: userId } = await userApi.createUser({
    body: { ...person(), groupIds: [groupId] },
    activate: false,
  });
  assert.deepEqual(await idsOf(groupApi.listGroupUsers({ groupId })), [userId]);
  assert.ok((await idsOf(userApi.listUserGroups({ userId }))).includes(groupId));
});

test('a password can come as a hash of another system', async () => {
  const imported = (hash) =>
    userApi.createUser({ body: { ...person(), credentials: { password: { hash } } } });
  const bcrypt = await imported({
    algorithm: 'BCRYPT',
    workFactor: 10,
    salt: 'rwh3vH166HCH/NT9XV5FYu',
    value: 'qaMqvAPULkbiQzkTCWo5XDcvzpk8Tna',
  });
  assert.equal(bcrypt.status, 'ACTIVE');
  assert.equal(bcrypt.credentials.provider.type, 'IMPORT');

  const sha = await imported({
    algorithm: 'SHA-512',
    salt: btoa('salt'),
    saltOrder: 'PREFIX',
    value: createHash('sha512').update(`salt${password}`).digest('base64'),
  });
  assert.equal((await authn(sha.profile.login)).status, 'SUCCESS');
});

test('a password can be kept by another system until the first sign-in', async () => {
  const { id } = await userApi.createUser({
    body: { ...person(), credentials: { password: { hook: { type: 'default' } } } },
  });
  const user = await read(id);
  assert.equal(user.status, 'ACTIVE');
  assert.equal(user.credentials.provider.type, 'IMPORT');
});

test('a user is found by id, login and short login', async () => {
  const user = await createUser();
  const login = user.profile.login;
  for (const key of [user.id, login, login.split('@')[0]]) {
    assert.equal((await read(key)).id, user.id);
  }
  assert.equal((await read('me')).profile.login, env.GATEHOUSE_ADMIN_LOGIN);
});

test('a change keeps what it does not name, a replacement does not', async () => {
  const user = await userApi.createUser({ body: person({ nickName: 'Annie', city: 'Rome' }) });
  await userApi.updateUser({ userId: user.id, user: { profile: { city: 'Oslo' } } });
  const changed = await read(user.id);
  assert.equal(changed.profile.city, 'Oslo');
  assert.equal(changed.profile.nickName, 'Annie');

  const { lastName, email, login } = user.profile;
  await userApi.replaceUser({
    userId: user.id,
    user: { profile: { firstName: 'Anna', lastName, email, login } },
  });
  const replaced = await read(user.id);
  assert.equal(replaced.profile.firstName, 'Anna');
  assert.equal(replaced.profile.nickName ?? null, null);
});

test('users are found by what is known of them', async () => {
  const lastName = unique('Zed');
  const { id } = await userApi.createUser({ body: person({ lastName, department: 'Sea' }) });

  const found = (query) => idsOf(userApi.listUsers(query));
  assert.deepEqual(await found({ search: `profile.lastName eq "${lastName}"` }), [id]);
  assert.deepEqual(
    await found({ search: `profile.department eq "Sea" and profile.lastName sw "${lastName.slice(0, 10)}"` }),
    [id],
  );
  assert.deepEqual(await found({ filter: `profile.lastName eq "${lastName}"` }), [id]);
  assert.deepEqual(await found({ q: lastName }), [id]);
  assert.deepEqual(await found({ search: `profile.lastName eq "${lastName}" and status eq "ACTIVE"` }), []);
});

test('a search takes operators of each kind', async () => {
  const department = unique('dep');
  const create = async (profile, activate) =>
    (await userApi.createUser({ body: person({ department, ...profile }), activate })).id;
  const ann = await create({ city: 'Rome' }, true);
  const bob = await create({ firstName: 'Bob' }, false);
  for (const [criteria, expected] of [
    ['profile.city pr', [ann]],
    ['profile.firstName co "NN"', [ann]],
    ['status eq "STAGED"', [bob]],
    ['profile.firstName sw "b"', [bob]],
    ['(profile.city eq "Rome" or status eq "STAGED")', [ann, bob]],
    ['created gt "2020-01-01T00:00:00.000Z"', [ann, bob]],
    ['created lt "2020-01-01T00:00:00.000Z"', []],
    [`id eq "${bob}"`, [bob]],
  ]) {
    const search = `profile.department eq "${department}" and ${criteria}`;
    assert.deepEqual((await idsOf(userApi.listUsers({ search }))).sort(), expected.sort(), criteria);
  }
  for (const search of ['not (profile.city pr)', 'profile.city co "om"']) {
    await assert.rejects(idsOf(userApi.listUsers({ search })), { status: 400, errorCode: 'E0000031' });
  }
});

test('what is found comes in the order that is asked for', async () => {
  const lastName = unique('Zed');
  for (const firstName of ['Cy', 'Ann', 'Bea']) {
    await userApi.createUser({ body: person({ lastName, firstName }), activate: false });
  }
  const search = `profile.lastName eq "${lastName}"`;
  const names = async (sortOrder) =>
    (await all(userApi.listUsers({ search, sortBy: 'profile.firstName', sortOrder }))).map(
      ({ profile }) => profile.firstName,
    );
  assert.deepEqual(await names('asc'), ['Ann', 'Bea', 'Cy']);
  assert.deepEqual(await names('desc'), ['Cy', 'Bea', 'Ann']);
});

test('the groups of a user are at hand', async () => {
  const { id: userId } = await createUser();
  const groups = await all(userApi.listUserGroups({ userId }));
  assert.deepEqual(groups.map((group) => group.profile.name), ['Everyone']);
});
