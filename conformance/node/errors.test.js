import assert from 'node:assert/strict';
import { test } from 'node:test';
import okta from '@okta/okta-sdk-nodejs';
import { admin, api, createUser, orgUrl, person } from './fixture.js';

const { userApi } = admin;

test('what does not exist is not found', () =>
  assert.rejects(userApi.getUser({ userId: '00u000000000000000no' }), {
    status: 404,
    errorCode: 'E0000007',
  }));

test('a bad body is refused with the reason for each part', async () => {
  const body = person({ email: 'nowhere', firstName: 'x'.repeat(51) });
  await assert.rejects(userApi.createUser({ body }), (error) => {
    assert.equal(error.status, 400);
    assert.equal(error.errorCode, 'E0000001');
    assert.match(error.errorSummary, /^Api validation failed/);
    assert.ok(error.errorId);
    const told = error.errorCauses.map(({ errorSummary }) => errorSummary.split(':')[0]);
    assert.deepEqual(told.sort(), ['email', 'firstName']);
    return true;
  });
});

test('a login is taken once', async () => {
  const { profile } = await createUser();
  await assert.rejects(userApi.createUser({ body: person({ login: profile.login }) }), (error) => {
    assert.equal(error.status, 400);
    assert.equal(error.errorCode, 'E0000001');
    assert.match(error.errorCauses[0].errorSummary, /^login: .*already exists/);
    return true;
  });
});

test('what a state does not allow is forbidden', async () => {
  const { id: userId } = await createUser();
  await assert.rejects(userApi.activateUser({ userId, sendEmail: false }), {
    status: 403,
    errorCode: 'E0000016',
  });
});

test('a wrong token is refused', () =>
  assert.rejects(
    new okta.Client({ orgUrl, token: '00nobody' }).userApi.listUsers({}).then((users) => users.next()),
    { status: 401, errorCode: 'E0000011' },
  ));

test('a bad search is told', () =>
  assert.rejects(
    userApi.listUsers({ search: 'profile.lastName eq' }).then((users) => users.next()),
    { status: 400, errorCode: 'E0000031' },
  ));

test('each answer names its request and tells of its limits', async () => {
  const answer = await api('/api/v1/users/me');
  assert.ok(answer.headers.get('x-okta-request-id'));
  for (const header of ['limit', 'remaining', 'reset']) {
    assert.match(answer.headers.get(`x-rate-limit-${header}`), /^\d+$/);
  }
});
