package gatehouse.signin.federation;

/** A provider does not vouch for somebody, or not for one who may come in. */
final class Unvouched extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param why for the System Log
     */
    Unvouched(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
