/** The door of clients that show no page of ours: direct authentication grants. */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.direct;
