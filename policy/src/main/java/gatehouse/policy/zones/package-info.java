/** Network zones: where requests come from, and from where none are taken. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.zones;
