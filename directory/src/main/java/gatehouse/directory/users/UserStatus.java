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

    /** Whether a correct password may lead further at all. */
    public boolean mayProve() {
        return this == ACTIVE || this == PASSWORD_EXPIRED || this == LOCKED_OUT;
    }
}
