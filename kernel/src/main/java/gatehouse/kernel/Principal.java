package gatehouse.kernel;

import java.util.Set;

/**
 * Who acts, in which org, and what they were granted.
 *
 * @param org the only org this principal can see or touch
 * @param id of the user, the application or the part of ours that acts
 * @param login what the System Log calls {@code alternateId}
 */
public record Principal(
        String org,
        String id,
        Type type,
        String login,
        String displayName,
        Grants grants,
        Via via) {

    public enum Type {
        USER("User"),
        CLIENT("PublicClientApp"),
        SYSTEM("SystemPrincipal"),
        ANONYMOUS("Anonymous");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** As the System Log writes it. */
        public String word() {
            return word;
        }
    }

    /**
     * @param everything all that there is in the org; else only {@code scopes}
     */
    public record Grants(boolean everything, Set<String> scopes) {
        public static final Grants ALL = new Grants(true, Set.of());
        public static final Grants NONE = new Grants(false, Set.of());

        public static Grants of(Set<String> scopes) {
            return new Grants(false, Set.copyOf(scopes));
        }
    }

    public static Principal anonymous(String org, Via via) {
        return new Principal(
                org, "unknown", Type.ANONYMOUS, "unknown", "Anonymous", Grants.NONE, via);
    }

    /** A part of ours acting by itself: a job, the first start. */
    public static Principal system(String org) {
        return new Principal(
                org,
                "system",
                Type.SYSTEM,
                "system@gatehouse",
                "Gatehouse System",
                Grants.ALL,
                Via.NOWHERE);
    }

    public static Principal user(
            String org, String id, String login, String name, Grants grants, Via via) {
        return new Principal(org, id, Type.USER, login, name, grants, via);
    }

    /**
     * Whether a scope was granted. A {@code manage} scope includes its {@code read}; {@code *.read}
     * stands for every read scope.
     */
    public boolean may(String scope) {
        return grants.everything
                || grants.scopes.contains(scope)
                || (scope.contains(".read")
                        && (grants.scopes.contains("*.read")
                                || grants.scopes.contains(scope.replace(".read", ".manage"))));
    }

    public boolean anonymous() {
        return type == Type.ANONYMOUS;
    }
}
