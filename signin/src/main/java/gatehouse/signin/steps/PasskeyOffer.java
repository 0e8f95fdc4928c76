package gatehouse.signin.steps;

import tools.jackson.databind.node.ObjectNode;

/**
 * A passkey will do instead of saying who one is.
 *
 * @param challenge as browsers take it (WebAuthn, PublicKeyCredentialRequestOptions)
 * @param autofill whether the browser may offer those it has where the name is typed
 * @param button whether there is one to ask for it
 */
public record PasskeyOffer(ObjectNode challenge, boolean autofill, boolean button) {}
