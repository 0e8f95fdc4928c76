@org.jspecify.annotations.NullMarked
package gatehouse.apps.applications.credentials;
