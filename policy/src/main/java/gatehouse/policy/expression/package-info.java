/** Okta's expression language: what claims and conditions of rules are written in. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.expression;
