@org.jspecify.annotations.NullMarked
package gatehouse.kernel.job;
