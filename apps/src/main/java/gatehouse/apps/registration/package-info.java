@org.jspecify.annotations.NullMarked
package gatehouse.apps.registration;
