@org.jspecify.annotations.NullMarked
package gatehouse.directory.linkedobjects;
