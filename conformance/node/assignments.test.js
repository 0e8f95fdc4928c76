import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, createGroup, createService, createUser, everyone, idsOf } from './fixture.js';

const { applicationApi, groupApi } = admin;
const missing = { status: 404, errorCode: 'E0000007' };

/** An application that nobody is assigned to. */
async function createBare() {
  const app = await createService();
  await applicationApi.unassignApplicationFromGroup({
    appId: app.id,
    groupId: (await everyone()).id,
  });
  return app;
}

const appsOf = ({ label }, filter) => idsOf(applicationApi.listApplications({ q: label, filter }));

test('a person is assigned, changed and taken off', async () => {
  const app = await createBare();
  const appId = app.id;
  const { id: userId } = await createUser();
  const read = () => applicationApi.getApplicationUser({ appId, userId });
  await applicationApi.assignUserToApplication({
    appId,
    appUser: { id: userId, scope: 'USER', credentials: { userName: 'ann' } },
  });
  const assigned = await read();
  assert.equal(assigned.scope, 'USER');
  assert.equal(assigned.credentials.userName, 'ann');
  assert.deepEqual(await idsOf(applicationApi.listApplicationUsers({ appId })), [userId]);
  assert.deepEqual(await appsOf(app, `user.id eq "${userId}"`), [appId]);

  await applicationApi.updateApplicationUser({
    appId,
    userId,
    appUser: { credentials: { userName: 'other' } },
  });
  assert.equal((await read()).credentials.userName, 'other');

  await applicationApi.unassignUserFromApplication({ appId, userId });
  await assert.rejects(read(), missing);
  assert.deepEqual(await idsOf(applicationApi.listApplicationUsers({ appId })), []);
});

test('a group is assigned with its people, and taken off', async () => {
  const app = await createBare();
  const appId = app.id;
  const { id: groupId } = await createGroup();
  const { id: userId } = await createUser();
  await groupApi.assignUserToGroup({ groupId, userId });
  await applicationApi.assignGroupToApplication({
    appId,
    groupId,
    applicationGroupAssignment: { priority: 3 },
  });
  const read = () => applicationApi.getApplicationGroupAssignment({ appId, groupId });
  assert.equal((await read()).priority, 3);
  assert.deepEqual(await idsOf(applicationApi.listApplicationGroupAssignments({ appId })), [groupId]);
  const person = await applicationApi.getApplicationUser({ appId, userId });
  assert.equal(person.scope, 'GROUP');
  assert.deepEqual(await appsOf(app, `group.id eq "${groupId}"`), [appId]);

  await applicationApi.unassignApplicationFromGroup({ appId, groupId });
  await assert.rejects(read(), missing);
  await assert.rejects(applicationApi.getApplicationUser({ appId, userId }), missing);
});

test('the priority of a group is patched', async () => {
  const { id: appId } = await createBare();
  const { id: first } = await createGroup();
  const { id: second } = await createGroup();
  for (const groupId of [first, second]) {
    await applicationApi.assignGroupToApplication({ appId, groupId });
  }
  const inOrder = () => idsOf(applicationApi.listApplicationGroupAssignments({ appId }));
  assert.deepEqual(await inOrder(), [first, second]);
  await applicationApi.updateGroupAssignmentToApplication({
    appId,
    groupId: first,
    jsonPatchOperation: [{ op: 'replace', path: '/priority', value: 5 }],
  });
  assert.deepEqual(await inOrder(), [second, first]);
});
