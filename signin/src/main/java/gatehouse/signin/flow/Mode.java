package gatehouse.signin.flow;

/** What a person is about. */
public enum Mode {
    SIGN_IN,
    /** To choose a new password, having proved a mailbox or a phone. */
    RECOVER,
    /** To choose their first password, having the token that was sent to them. */
    ACTIVATE,
    /** To open a locked account. */
    UNLOCK,
    /** To make an account. */
    REGISTER;

    /** Whether they get back into their account. */
    public boolean recovers() {
        return this == RECOVER || this == UNLOCK;
    }
}
