/** Lists of people and groups, in the order that a client chooses. */
@org.jspecify.annotations.NullMarked
package gatehouse.directory.lists;
