import { api, unique } from './fixture.js';

async function sent(method, path, body) {
  const answer = await api(path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  return answer.status === 204 ? undefined : answer.json();
}

/** Makes an authenticator that an org does not have from the start. */
export const made = (key, name) => sent('POST', '/api/v1/authenticators', { key, name });

/** Has an authenticator of the org, by its key, switched on, and lets people set it up. */
export async function authenticator(key) {
  const known = (await sent('GET', '/api/v1/authenticators')).find((one) => one.key === key);
  if (known.status !== 'ACTIVE') {
    await sent('POST', `/api/v1/authenticators/${known.id}/lifecycle/activate`, {});
  }
  const [policy] = await sent('GET', '/api/v1/policies?type=MFA_ENROLL');
  const others = policy.settings.authenticators.filter((one) => one.key !== key);
  policy.settings.authenticators = [...others, { key, enroll: { self: 'OPTIONAL' } }];
  await sent('PUT', `/api/v1/policies/${policy.id}`, policy);
}

/** Changes settings of an authenticator's only method. */
export async function configure(key, settings) {
  const known = (await sent('GET', '/api/v1/authenticators')).find((one) => one.key === key);
  await sent('PUT', `/api/v1/authenticators/${known.id}/methods/${key}`, { settings });
}

/**
 * Has an application ask for more than a password.
 *
 * @param verificationMethod of the one rule of its policy (Okta, Policy API)
 */
export async function demand(app, verificationMethod) {
  const policy = await sent('POST', '/api/v1/policies', {
    type: 'ACCESS_POLICY',
    name: unique('policy'),
    description: 'For a test',
  });
  await sent('POST', `/api/v1/policies/${policy.id}/rules`, {
    type: 'ACCESS_POLICY',
    name: 'Everyone',
    actions: { appSignOn: { access: 'ALLOW', verificationMethod } },
  });
  await sent('PUT', `/api/v1/apps/${app.id}/policies/${policy.id}`);
}

/**
 * Says who may register for an application, and what they are asked.
 *
 * @param profileEnrollment of the one rule of its policy (Okta, Policy API), beside what is usual
 */
export async function registration(app, profileEnrollment) {
  const policy = await sent('POST', '/api/v1/policies', {
    type: 'PROFILE_ENROLLMENT',
    name: unique('policy'),
    description: 'For a test',
  });
  const [rule] = await sent('GET', `/api/v1/policies/${policy.id}/rules`);
  rule.actions.profileEnrollment = {
    access: 'ALLOW',
    unknownUserAction: 'REGISTER',
    profileAttributes: [
      { name: 'firstName', label: 'First name', required: true },
      { name: 'lastName', label: 'Last name', required: true },
      { name: 'email', label: 'Email', required: true },
    ],
    activationRequirements: { emailVerification: true },
    ...profileEnrollment,
  };
  await sent('PUT', `/api/v1/policies/${policy.id}/rules/${rule.id}`, rule);
  await sent('PUT', `/api/v1/apps/${app.id}/policies/${policy.id}`);
}

/**
 * For as long as something lasts, people get locked out, and unlock their account themselves.
 *
 * @param maxAttempts after how many wrong passwords
 */
export async function lockingOut(maxAttempts, something) {
  const groups = await sent('GET', '/api/v1/groups?q=Everyone');
  const policy = await sent('POST', '/api/v1/policies', {
    type: 'PASSWORD',
    name: unique('policy'),
    description: 'For a test',
    priority: 1,
    conditions: {
      people: { groups: { include: groups.map(({ id }) => id) } },
      authProvider: { provider: 'OKTA' },
    },
    settings: { password: { lockout: { maxAttempts } } },
  });
  try {
    await sent('POST', `/api/v1/policies/${policy.id}/rules`, {
      type: 'PASSWORD',
      name: 'Everyone',
      actions: {
        passwordChange: { access: 'ALLOW' },
        selfServicePasswordReset: {
          access: 'ALLOW',
          requirement: { primary: { methods: ['email'] }, stepUp: { required: false } },
        },
        selfServiceUnlock: { access: 'ALLOW' },
      },
    });
    await something();
  } finally {
    await sent('DELETE', `/api/v1/policies/${policy.id}`);
  }
}

/** Any two factors of different kinds, at every sign-in. */
export const TWO_FACTORS = {
  type: 'ASSURANCE',
  factorMode: '2FA',
  reauthenticateIn: 'PT0S',
  constraints: [],
};

/** Whatever a person has, at every sign-in. */
export const ONE_FACTOR = { ...TWO_FACTORS, factorMode: '1FA' };
