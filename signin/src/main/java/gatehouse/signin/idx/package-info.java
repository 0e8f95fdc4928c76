/**
 * The door that Okta's Sign-In Widget and Auth JS come through: {@code /idp/idx}, in ION. It shows
 * the engine's steps as remediations and brings it the answers; it decides nothing.
 */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.idx;
