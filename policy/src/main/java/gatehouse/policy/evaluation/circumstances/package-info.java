/** Who asks, and whence. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.evaluation.circumstances;
