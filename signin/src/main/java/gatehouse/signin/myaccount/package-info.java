/** What people see and change of their own account (Okta, MyAccount API). */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.myaccount;
