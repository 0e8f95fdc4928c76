@org.jspecify.annotations.NullMarked
package gatehouse.signin.account;
