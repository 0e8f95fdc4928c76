package gatehouse.directory.passwords;

/**
 * A password that another system still keeps, and is asked about at the first sign-in (Okta,
 * password import inline hook).
 */
public record PasswordImport() implements PasswordHash {
    private static final String LINE = "$import$";

    /** Whether what is stored stands for a password that is yet to come. */
    public static boolean awaits(String stored) {
        return stored.equals(LINE);
    }

    /** Nothing is known of it here. */
    @Override
    public boolean matches(String password) {
        return false;
    }

    @Override
    public String encoded() {
        return LINE;
    }
}
