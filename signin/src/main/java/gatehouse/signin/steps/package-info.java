/** What the sign-in engine and its doors say to each other. */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.steps;
