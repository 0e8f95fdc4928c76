package gatehouse.kernel.filter;

/** A filter that cannot be understood, or asks for what an endpoint does not offer. */
public final class BadFilter extends RuntimeException {
    public BadFilter(String why) {
        super(why, null, false, false);
    }
}
