/** Who the client is: RFC 6749 §2.3, RFC 7523 §2.2. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.clientauth;
