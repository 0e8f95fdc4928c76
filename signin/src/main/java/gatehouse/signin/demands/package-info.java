/** What is known of a person, what is demanded of them, and what they may choose from. */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.demands;
