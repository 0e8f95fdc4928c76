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

  const options = () => {
    const asked = JSON.parse(ceremony.dataset.options);
    asked.challenge = bytes(asked.challenge);
    return asked;
  };

  const make = async () => {
    const asked = options();
    asked.user.id = bytes(asked.user.id);
    asked.excludeCredentials = known(asked.excludeCredentials);
    return created(await navigator.credentials.create({ publicKey: asked }));
  };

  const use = async (more) => {
    const asked = options();
    asked.allowCredentials = known(asked.allowCredentials);
    return signed(await navigator.credentials.get({ publicKey: asked, ...more }));
  };

  // What the browser offers where the name is typed waits until the person takes it up, or asks
  // for a passkey by the button.
  const waiting = new AbortController();

  const autofill = async () => {
    if (await globalThis.PublicKeyCredential?.isConditionalMediationAvailable?.()) {
      const taken = use({ mediation: 'conditional', signal: waiting.signal });
      taken.then(send, () => undefined);
    }
  };

  const verbs = ceremony.dataset.verb.split(' ');
  if (verbs.includes('autofill')) {
    autofill();
  }
  if (button) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      waiting.abort();
      refusal.hidden = true;
      button.disabled = true;
      try {
        send(await (verbs.includes('create') ? make() : use()));
      } catch (refused) {
        refusal.hidden = false;
        button.disabled = false;
        button.focus();
      }
    });
  }
})();
