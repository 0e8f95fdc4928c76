/** The conditions of policies and rules, read once and asked often. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.evaluation.conditions;
