/** Tokens for devices without a browser (RFC 8628). */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.device;
