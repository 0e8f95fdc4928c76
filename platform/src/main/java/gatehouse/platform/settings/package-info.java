@org.jspecify.annotations.NullMarked
package gatehouse.platform.settings;
