import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, createService, createUser, idsOf, person, unique } from './fixture.js';

const { applicationApi, groupApi, schemaApi, userApi, userTypeApi } = admin;
const refusal = { status: 400, errorCode: 'E0000001' };
const attributeName = (prefix) => unique(prefix).replace('-', '_');

const custom = (name, attribute) => ({
  definitions: { custom: { id: '#custom', type: 'object', properties: { [name]: attribute } } },
});
const define = (name, attribute) =>
  schemaApi.updateUserProfile({ schemaId: 'default', userSchema: custom(name, attribute) });
const read = async (name) =>
  (await schemaApi.getUserSchema({ schemaId: 'default' })).definitions.custom.properties[name];
const size = (title, maxLength) => ({ title, type: 'string', minLength: 1, maxLength, scope: 'NONE' });
const createWith = (profile) => userApi.createUser({ body: person(profile), activate: false });

test('an attribute of our own is defined, enforced and searched', async () => {
  const name = attributeName('shoe');
  await define(name, size('Shoe size', 4));
  assert.equal((await read(name)).title, 'Shoe size');

  const { id } = await createWith({ [name]: '43' });
  const found = await all(userApi.listUsers({ search: `profile.${name} eq "43"` }));
  assert.deepEqual(found.map((user) => user.id), [id]);
  assert.equal(found[0].profile[name], '43');

  await assert.rejects(createWith({ [name]: 43 }), refusal);
  await assert.rejects(createWith({ [name]: 'large' }), refusal);
  await assert.rejects(createWith({ [attributeName('no')]: 1 }), refusal);
});

test('an attribute is changed, and taken away', async () => {
  const name = attributeName('width');
  await define(name, size('Width', 3));
  await assert.rejects(createWith({ [name]: 'wide' }), refusal);
  await define(name, size('Breadth', 4));
  assert.equal((await read(name)).title, 'Breadth');
  await createWith({ [name]: 'wide' });

  await define(name, null);
  assert.equal(await read(name), undefined);
  await assert.rejects(createWith({ [name]: 'wide' }), refusal);
});

test('a group has attributes of our own', async () => {
  const name = attributeName('floor');
  await schemaApi.updateGroupSchema({
    GroupSchema: custom(name, { title: 'Floor', type: 'integer' }),
  });
  const schema = await schemaApi.getGroupSchema();
  assert.equal(schema.definitions.custom.properties[name].title, 'Floor');

  const profile = { name: unique('upstairs'), [name]: 3 };
  const { id: groupId } = await groupApi.createGroup({ group: { profile } });
  assert.deepEqual(await idsOf(groupApi.listGroups({ search: `profile.${name} eq 3` })), [groupId]);
  await assert.rejects(
    groupApi.replaceGroup({ groupId, group: { profile: { ...profile, [name]: 'third' } } }),
    refusal,
  );
});

test('an application has attributes of its own', async () => {
  const { id: appId } = await createService();
  await schemaApi.updateApplicationUserProfile({ appInstanceId: appId, body: custom('desk', size('Desk', 3)) });
  const schema = await schemaApi.getApplicationUserSchema({ appInstanceId: appId });
  assert.equal(schema.definitions.custom.properties.desk.title, 'Desk');

  const { id } = await createUser();
  const assign = (desk) =>
    applicationApi.assignUserToApplication({ appId, appUser: { id, profile: { desk } } });
  await assert.rejects(assign('by the window'), refusal);
  await assign('7b');
  const assigned = await applicationApi.getApplicationUser({ appId, userId: id });
  assert.equal(assigned.profile.desk, '7b');
});

test('a user type has users of its own kind', async () => {
  const { id: typeId } = await userTypeApi.createUserType({
    userType: { name: attributeName('kind'), displayName: 'Kind', description: 'Of people' },
  });
  const user = await userApi.createUser({ body: { ...person(), type: { id: typeId } } });
  assert.equal((await userApi.getUser({ userId: user.id })).type.id, typeId);
  assert.ok((await idsOf(userTypeApi.listUserTypes())).includes(typeId));
  await userApi.deleteUser({ userId: user.id });
  await userApi.deleteUser({ userId: user.id });
  await userTypeApi.deleteUserType({ typeId });
  await assert.rejects(userTypeApi.getUserType({ typeId }), { status: 404 });
});
