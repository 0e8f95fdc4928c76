/** JWS, JWT and JWK: what is signed, by which key, and what may be believed. */
@org.jspecify.annotations.NullMarked
package gatehouse.protocol.jose;
