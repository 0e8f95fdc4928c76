/** The answers of policies, each with its reasons. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.evaluation.decisions;
