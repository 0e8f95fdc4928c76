package gatehouse.directory.users;

/** The states of a user (Okta, Users API: user status). */
public enum UserStatus {
    STAGED,
    PROVISIONED,
    ACTIVE,
    RECOVERY,
    PASSWORD_EXPIRED,
    LOCKED_OUT,
    SUSPENDED,
    DEPROVISIONED;

    /** Those who {@link #maySignIn}, in SQL. */
    public static final String SIGNING_IN = "('ACTIVE', 'PASSWORD_EXPIRED')";

    /**
     * Whether they may be signed in, and tokens speak for them. All that was going on ended when
     * their password expired; from then on they change it first, or need none where they come from.
     */
    public boolean maySignIn() {
        return this == ACTIVE || this == PASSWORD_EXPIRED;
    }

    /** Whether a correct password may lead further at all. */
    public boolean mayProve() {
        return maySignIn() || this == LOCKED_OUT;
    }
}
