import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, createUser, everyone, unique } from './fixture.js';

const { groupApi } = admin;

const group = (name = unique('group')) =>
  groupApi.createGroup({ group: { profile: { name, description: 'Of friends' } } });

test('a group is created, changed, found and deleted', async () => {
  const name = unique('friends');
  const created = await group(name);
  assert.equal(created.type, 'OKTA_GROUP');
  assert.equal(created.profile.description, 'Of friends');

  const replaced = await groupApi.replaceGroup({
    groupId: created.id,
    group: { profile: { name: `${name}!`, description: '' } },
  });
  assert.equal(replaced.profile.name, `${name}!`);

  const byName = await all(groupApi.listGroups({ q: name }));
  assert.deepEqual(byName.map(({ id }) => id), [created.id]);
  const bySearch = await all(groupApi.listGroups({ search: `profile.name sw "${name}"` }));
  assert.deepEqual(bySearch.map(({ id }) => id), [created.id]);

  await groupApi.deleteGroup({ groupId: created.id });
  await assert.rejects(groupApi.getGroup({ groupId: created.id }), { status: 404 });
});

test('people join and leave', async () => {
  const { id: groupId } = await group();
  const { id: userId } = await createUser();
  const members = async () => (await all(groupApi.listGroupUsers({ groupId }))).map(({ id }) => id);

  await groupApi.assignUserToGroup({ groupId, userId });
  await groupApi.assignUserToGroup({ groupId, userId });
  assert.deepEqual(await members(), [userId]);
  await groupApi.unassignUserFromGroup({ groupId, userId });
  assert.deepEqual(await members(), []);
});

test('the group of everyone has everyone, and stays', async () => {
  const user = await createUser();
  const { id: groupId } = await everyone();
  const members = await all(groupApi.listGroupUsers({ groupId }));
  assert.ok(members.some(({ id }) => id === user.id));
  await assert.rejects(groupApi.deleteGroup({ groupId }));
  assert.ok(await everyone());
});

test('two groups cannot have one name', async () => {
  const { profile } = await group();
  await assert.rejects(group(profile.name), { status: 400, errorCode: 'E0000001' });
});
