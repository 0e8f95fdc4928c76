/** Who is in which group, as it is written. */
@org.jspecify.annotations.NullMarked
package gatehouse.directory.members;
