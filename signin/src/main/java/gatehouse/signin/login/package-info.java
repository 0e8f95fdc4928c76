/** {@code /login/*}: people sign in and out, for no application in particular. */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.login;
