/** The types of policies, and what may stand in each. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.policies.types;
