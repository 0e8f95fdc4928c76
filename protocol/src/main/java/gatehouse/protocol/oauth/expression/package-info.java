/** The part of Okta's expression language that claims are written in. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.expression;
