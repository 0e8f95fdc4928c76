/** Sign-ins under way: what is known of each, and how it is kept. */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.flow;
