@org.jspecify.annotations.NullMarked
package gatehouse.policy.providers;
