/** How forms show the attributes they ask for (Okta, UI Schema API). */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.uischemas;
