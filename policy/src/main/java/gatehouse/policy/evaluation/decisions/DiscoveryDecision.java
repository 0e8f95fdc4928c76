package gatehouse.policy.evaluation.decisions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a routing policy (IDP_DISCOVERY) decides: who vouches for somebody.
 *
 * @param match which provider it is, where an expression says so; else null
 * @param fallsBack whether one may sign in here where the provider fails
 */
public record DiscoveryDecision(
        List<Provider> providers, @Nullable Match match, boolean fallsBack, Explanation why) {
    /**
     * @param type {@code OKTA}, or what kind of provider it is
     * @param id of the provider; null for ourselves
     */
    public record Provider(String type, @Nullable String id) {
        public boolean isOurs() {
            return type.equals("OKTA");
        }
    }

    /** The provider whose property is this. */
    public record Match(String property, String value) {}
}
