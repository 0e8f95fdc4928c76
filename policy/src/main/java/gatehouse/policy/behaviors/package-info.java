/** How people usually sign in, and what is unusual about them now. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.behaviors;
