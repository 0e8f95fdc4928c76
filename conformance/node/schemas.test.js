import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, person, unique } from './fixture.js';

const { schemaApi, userApi, userTypeApi } = admin;

const define = (name, attribute) =>
  schemaApi.updateUserProfile({
    schemaId: 'default',
    userSchema: { definitions: { custom: { id: '#custom', type: 'object', properties: { [name]: attribute } } } },
  });

test('an attribute of our own is defined, enforced, searched and taken away', async () => {
  const name = unique('shoe').replace('-', '_');
  const schema = await define(name, {
    title: 'Shoe size',
    type: 'string',
    minLength: 1,
    maxLength: 4,
    scope: 'NONE',
  });
  assert.equal(schema.definitions.custom.properties[name].title, 'Shoe size');

  const { id } = await userApi.createUser({ body: person({ [name]: '43' }) });
  const found = await all(userApi.listUsers({ search: `profile.${name} eq "43"` }));
  assert.deepEqual(found.map((user) => user.id), [id]);
  assert.equal(found[0].profile[name], '43');

  await assert.rejects(userApi.createUser({ body: person({ [name]: 43 }) }), { status: 400 });
  await assert.rejects(userApi.createUser({ body: person({ [name]: 'large' }) }), { status: 400 });
  await assert.rejects(userApi.createUser({ body: person({ [unique('no').replace('-', '_')]: 1 }) }), {
    status: 400,
  });

  await define(name, null);
  const after = await schemaApi.getUserSchema({ schemaId: 'default' });
  assert.equal(after.definitions.custom.properties[name], undefined);
});

test('a user type has users of its own kind', async () => {
  const type = await userTypeApi.createUserType({
    userType: { name: unique('kind').replace('-', '_'), displayName: 'Kind', description: 'Of people' },
  });
  const user = await userApi.createUser({ body: { ...person(), type: { id: type.id } } });
  assert.equal(user.type.id, type.id);
  const types = await all(userTypeApi.listUserTypes());
  assert.ok(types.some(({ id }) => id === type.id));
});
