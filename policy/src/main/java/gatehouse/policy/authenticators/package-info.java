@org.jspecify.annotations.NullMarked
package gatehouse.policy.authenticators;
