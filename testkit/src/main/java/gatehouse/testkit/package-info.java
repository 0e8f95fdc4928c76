@org.jspecify.annotations.NullMarked
package gatehouse.testkit;
