/** What administrators see of refresh tokens, and how they take them back. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.manage;
