/** The classic Authn API (Okta, {@code /api/v1/authn}): a door to the sign-in engine. */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.authn;
