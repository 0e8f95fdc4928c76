@org.jspecify.annotations.NullMarked
package gatehouse.protocol.authservers;
