package gatehouse.kernel.http;

/**
 * What requests are counted together for the rate limit.
 *
 * @param name as the System Log and the rate-limit settings call it
 * @param perMinute how many an org may send in sixty seconds where its limits are on
 */
public record Bucket(String name, int perMinute) {
    public static final Bucket API = new Bucket("/api/v1", 1_200);
    public static final Bucket APPS = new Bucket("/api/v1/apps*", 100);
    public static final Bucket APP = new Bucket("/api/v1/apps/{id}", 500);
    public static final Bucket AUTHN = new Bucket("/api/v1/authn", 500);
    public static final Bucket CLIENTS = new Bucket("/oauth2/v1/clients", 100);
    public static final Bucket GROUP = new Bucket("/api/v1/groups/{id}", 1_000);
    public static final Bucket GROUPS = new Bucket("/api/v1/groups", 500);
    public static final Bucket LOGS = new Bucket("/api/v1/logs", 120);
    public static final Bucket OAUTH = new Bucket("/oauth2", 2_000);
    public static final Bucket SESSIONS = new Bucket("/api/v1/sessions", 750);
    public static final Bucket SIGN_IN = new Bucket("/login", 1_000);
    public static final Bucket USERS = new Bucket("/api/v1/users", 600);
    public static final Bucket USER = new Bucket("/api/v1/users/{id}", 2_000);

    /** Metadata and keys: Okta does not count these. */
    public static final Bucket UNLIMITED = new Bucket("unlimited", 1_000_000);
}
