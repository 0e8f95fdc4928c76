@org.jspecify.annotations.NullMarked
package gatehouse.signin.mailbox;
