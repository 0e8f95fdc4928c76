import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, person, unique } from './fixture.js';

const COUNT = 1050;

test('more than a thousand people come page by page, each once', async () => {
  const department = unique('crowd');
  const waiting = Array.from({ length: COUNT }, () => person({ department }));
  const created = new Set();
  const creator = async () => {
    for (let body = waiting.pop(); body; body = waiting.pop()) {
      created.add((await admin.userApi.createUser({ body, activate: false })).id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, creator));

  const search = `profile.department eq "${department}"`;
  const ids = (users) => users.map(({ id }) => id);
  const found = ids(await all(admin.userApi.listUsers({ search, limit: 200 })));
  assert.equal(found.length, COUNT);
  assert.deepEqual(new Set(found), created);

  const listed = new Set(ids(await all(admin.userApi.listUsers({ limit: 150 }))));
  for (const id of created) {
    assert.ok(listed.has(id));
  }
});
