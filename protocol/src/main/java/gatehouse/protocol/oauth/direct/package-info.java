/** Sign-ins by clients that show no page of ours (Okta, direct authentication grants). */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.direct;
