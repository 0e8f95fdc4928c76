/** Looks around: who signs in, whence, with what, and how that differs from their habits. */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.circumspection;
