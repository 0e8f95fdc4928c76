package gatehouse.signin.engine;

/** What a sign-in is for. */
public enum Purpose {
    /** A request to {@code /authorize} waits for it, in a browser that has come to our page. */
    AUTHORIZE,
    /** A client shows the pages itself, and gets an interaction code. */
    INTERACT
}
