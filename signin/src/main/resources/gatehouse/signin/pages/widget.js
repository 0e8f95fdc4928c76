// Starts Okta's sign-in widget for the sign-in that waits; where the widget does not come, the page
// that needs no script takes its place.
'use strict';
(() => {
  const { config, nonce, plain } = document.getElementById('okta-sign-in').dataset;
  const giveUp = () => location.replace(plain);
  if (typeof OktaSignIn === 'undefined') {
    giveUp();
    return;
  }
  new OktaSignIn({ ...JSON.parse(config), cspNonce: nonce }).renderEl(
    { el: '#okta-sign-in' },
    () => undefined,
    giveUp,
  );
})();
