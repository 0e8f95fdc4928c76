/** What people prove of themselves, and what is asked of them. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.assurance;
