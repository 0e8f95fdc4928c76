/** Looks again at people who are signed in already (Okta, Identity Threat Protection). */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.protection;
