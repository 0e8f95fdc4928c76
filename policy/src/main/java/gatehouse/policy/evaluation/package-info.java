/** What the policies of an org decide. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.evaluation;
