/** What tokens say, how they are made, and whether they are still good. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.tokens;
