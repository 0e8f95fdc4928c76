/** People are told from robots before they say who they are, where the org wants it. */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.robots;
