package gatehouse.policy.assurance;

import org.jspecify.annotations.Nullable;

/**
 * A way to prove something: a method of an authenticator.
 *
 * @param key of the authenticator, such as {@code okta_password} or {@code phone_number}
 * @param method such as {@code password} or {@code sms}
 * @param id of the authenticator, where an org may have several of its key
 */
public record Way(String key, String method, @Nullable String id) {
    /** The key of signing in at another provider, which is no authenticator of ours. */
    public static final String FEDERATION = "federation";

    /**
     * To sign in at another provider.
     *
     * @param id of it
     */
    public static Way at(String id) {
        return new Way(FEDERATION, "idp", id);
    }

    public static Way of(String key, String method) {
        return new Way(key, method, null);
    }

    /** Whether both are one, as far as they say which authenticator they mean. */
    public boolean matches(Way other) {
        return key.equals(other.key)
                && method.equals(other.method)
                && (id == null || other.id == null || id.equals(other.id));
    }
}
