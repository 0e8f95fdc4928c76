import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, createGroup, createUser, everyone, idsOf, unique } from './fixture.js';

const { groupApi, userApi } = admin;

test('a group is created, changed and deleted', async () => {
  const name = unique('friends');
  const { id: groupId } = await createGroup(name);
  const created = await groupApi.getGroup({ groupId });
  assert.equal(created.type, 'OKTA_GROUP');
  assert.equal(created.profile.name, name);
  assert.equal(created.profile.description, 'Of friends');

  await groupApi.replaceGroup({
    groupId,
    group: { profile: { name: `${name}!`, description: 'Of others' } },
  });
  const replaced = await groupApi.getGroup({ groupId });
  assert.equal(replaced.profile.name, `${name}!`);
  assert.equal(replaced.profile.description, 'Of others');

  await groupApi.deleteGroup({ groupId });
  await assert.rejects(groupApi.getGroup({ groupId }), { status: 404, errorCode: 'E0000007' });
});

test('groups are found by name, filter and search, in order', async () => {
  const name = unique('many');
  const { id: first } = await createGroup(`${name} a`);
  const { id: second } = await createGroup(`${name} b`);
  const found = (query) => idsOf(groupApi.listGroups(query));
  assert.deepEqual((await found({ q: name })).sort(), [first, second].sort());
  const search = `profile.name sw "${name}"`;
  const sortBy = 'profile.name';
  assert.deepEqual(await found({ search, sortBy, sortOrder: 'asc' }), [first, second]);
  assert.deepEqual(await found({ search, sortBy, sortOrder: 'desc' }), [second, first]);
  assert.deepEqual(await found({ search: `${search} and type eq "BUILT_IN"` }), []);
  assert.deepEqual(await found({ filter: 'type eq "BUILT_IN"' }), [(await everyone()).id]);
});

test('people join and leave', async () => {
  const { id: groupId } = await createGroup();
  const { id: userId } = await createUser();
  const members = () => idsOf(groupApi.listGroupUsers({ groupId }));
  const groups = () => idsOf(userApi.listUserGroups({ userId }));

  await groupApi.assignUserToGroup({ groupId, userId });
  await groupApi.assignUserToGroup({ groupId, userId });
  assert.deepEqual(await members(), [userId]);
  assert.ok((await groups()).includes(groupId));
  await groupApi.unassignUserFromGroup({ groupId, userId });
  assert.deepEqual(await members(), []);
  assert.ok(!(await groups()).includes(groupId));
});

test('the group of everyone has everyone, and stays', async () => {
  const { id: userId } = await createUser();
  const { id: groupId } = await everyone();
  assert.ok((await idsOf(userApi.listUserGroups({ userId }))).includes(groupId));
  const refusal = { status: 400, errorCode: 'E0000001' };
  await assert.rejects(groupApi.unassignUserFromGroup({ groupId, userId }), refusal);
  await assert.rejects(groupApi.deleteGroup({ groupId }), refusal);
  assert.ok(await everyone());
});

test('two groups cannot have one name', async () => {
  const { profile } = await createGroup();
  await assert.rejects(createGroup(profile.name), { status: 400, errorCode: 'E0000001' });
});

test('a group has owners', async () => {
  const { id: groupId } = await createGroup();
  const { id } = await createUser();
  await groupApi.assignGroupOwner({ groupId, GroupOwner: { id, type: 'USER' } });
  const owners = await all(groupApi.listGroupOwners({ groupId }));
  assert.deepEqual(owners.map((owner) => [owner.id, owner.type]), [[id, 'USER']]);
  await groupApi.deleteGroupOwner({ groupId, ownerId: id });
  assert.deepEqual(await all(groupApi.listGroupOwners({ groupId })), []);
});
