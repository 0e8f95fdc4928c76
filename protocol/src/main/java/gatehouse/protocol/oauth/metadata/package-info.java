/** What an authorization server says of itself: discovery documents and keys. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.metadata;
