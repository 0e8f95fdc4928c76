@org.jspecify.annotations.NullMarked
package gatehouse.policy.factors.otp;
