/** How people make an account of their own, and complete what is known of them. */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.registration;
