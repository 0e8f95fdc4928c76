import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, createGroup, idsOf, person, unique } from './fixture.js';

const COUNT = 1050;

test('more than a thousand people come page by page, each once', async () => {
  const department = unique('crowd');
  const { id: groupId } = await createGroup(department);
  const waiting = Array.from({ length: COUNT }, () => person({ department }));
  const created = new Set();
  const creator = async () => {
    for (let body = waiting.pop(); body; body = waiting.pop()) {
      const user = { ...body, groupIds: [groupId] };
      created.add((await admin.userApi.createUser({ body: user, activate: false })).id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, creator));

  const search = `profile.department eq "${department}"`;
  for (const pages of [
    admin.userApi.listUsers({ search, limit: 200 }),
    admin.groupApi.listGroupUsers({ groupId, limit: 300 }),
  ]) {
    const found = await idsOf(pages);
    assert.equal(found.length, COUNT);
    assert.deepEqual(new Set(found), created);
  }

  const listed = await idsOf(admin.userApi.listUsers({ limit: 150 }));
  assert.equal(new Set(listed).size, listed.length);
  assert.deepEqual([...created].filter((id) => !listed.includes(id)), []);
});
