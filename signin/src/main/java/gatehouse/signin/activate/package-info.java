/** The page on which people let devices without a browser in (RFC 8628 §3.3). */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.activate;
