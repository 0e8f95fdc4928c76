/** What people let clients do, and how it is taken back. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.oauth.consents;
