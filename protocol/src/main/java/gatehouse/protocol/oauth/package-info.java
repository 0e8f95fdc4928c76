/** The token endpoint and its grants. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth;
