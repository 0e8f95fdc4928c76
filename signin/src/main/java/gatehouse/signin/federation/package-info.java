/** People who sign in at another provider, which vouches for them (OpenID Connect Core). */
@org.jspecify.annotations.NullMarked
package gatehouse.signin.federation;
