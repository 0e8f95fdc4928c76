@org.jspecify.annotations.NullMarked
package gatehouse.server.http;
