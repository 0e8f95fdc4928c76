/** Doors for those who hold a token: is it good, take it back, whom does it speak of. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.inspect;
