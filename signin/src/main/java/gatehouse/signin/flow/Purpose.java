package gatehouse.signin.flow;

/** What a sign-in is for. */
public enum Purpose {
    /** A request to {@code /authorize} waits for it, in a browser that has come to our page. */
    AUTHORIZE,
    /** Likewise, but a page of ours does. */
    PAGE,
    /** A client shows the pages itself, and gets an interaction code. */
    INTERACT,
    /** A program that speaks for the person, such as a client of the classic Authn API. */
    DIRECT;

    /** Whether it is bound to a browser that has come to our page. */
    public boolean hosted() {
        return this == AUTHORIZE || this == PAGE;
    }

    /** Whether a client asked for it, as OpenID Connect has it. */
    public boolean ofClient() {
        return this == AUTHORIZE || this == INTERACT;
    }
}
