@org.jspecify.annotations.NullMarked
package gatehouse.directory.users.manage;
