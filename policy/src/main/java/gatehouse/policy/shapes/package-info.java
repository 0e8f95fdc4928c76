/** What JSON bodies may look like, said as data; what is left out is filled in. */
@org.jspecify.annotations.NullMarked
package gatehouse.policy.shapes;
