@org.jspecify.annotations.NullMarked
package gatehouse.server.tls;
