/** What {@code /authorize} is asked, whether it may be, and how the answer travels back. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.authorize;
