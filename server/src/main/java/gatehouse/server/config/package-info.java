@org.jspecify.annotations.NullMarked
package gatehouse.server.config;
