// Asks the browser for a passkey and sends what it signed with the form that the button is in.
// Names of the fields are those that Okta's sign-in widget sends.
'use strict';
(() => {
  const ceremony = document.getElementById('ceremony');
  const form = ceremony.closest('form');
  const button = ceremony.querySelector('button');
  const refusal = ceremony.querySelector('[role=alert]');

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');
  const known = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));

  const send = (fields) => {
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement('input');
      input.type = 'hidden';
      input.name = name;
      input.value = value;
      form.append(input);
    }
    form.submit();
  };

  const created = (credential) => ({
    clientData: text(credential.response.clientDataJSON),
    attestation: text(credential.response.attestationObject),
    transports: JSON.stringify(credential.response.getTransports()),
    clientExtensions: JSON.stringify(credential.getClientExtensionResults()),
  });

  const signed = (credential) => ({
    credentialId: credential.id,
    clientData: text(credential.response.clientDataJSON),
    authenticatorData: text(credential.response.authenticatorData),
    signatureData: text(credential.response.signature),
    userHandle: credential.response.userHandle ? text(credential.response.userHandle) : '',
  });

  const ask = async (options) => {
    options.challenge = bytes(options.challenge);
    if (ceremony.dataset.verb === 'create') {
      options.user.id = bytes(options.user.id);
      options.excludeCredentials = known(options.excludeCredentials);
      return created(await navigator.credentials.create({ publicKey: options }));
    }
    options.allowCredentials = known(options.allowCredentials);
    return signed(await navigator.credentials.get({ publicKey: options }));
  };

  button.addEventListener('click', async () => {
    refusal.hidden = true;
    button.disabled = true;
    try {
      send(await ask(JSON.parse(ceremony.dataset.options)));
    } catch (refused) {
      refusal.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
})();
