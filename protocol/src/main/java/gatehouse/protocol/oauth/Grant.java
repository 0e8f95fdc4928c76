package gatehouse.protocol.oauth;

import gatehouse.kernel.OAuthError;
import gatehouse.kernel.db.Tx;
import gatehouse.protocol.oauth.tokens.Entitlement;
import org.jspecify.annotations.Nullable;

/**
 * One way to ask for tokens. It says what the client is entitled to, and nothing more: who the
 * client is, whether it may ask this way, minting and the log are the token endpoint's.
 */
public interface Grant {
    /** As {@code grant_type} names it. */
    String type();

    /**
     * What there is to decide before anything is changed.
     *
     * @throws OAuthError where it is refused
     */
    Step authorize(ClientRequest request);

    /** How it goes on. */
    sealed interface Step {
        /** Nothing has to be used up. */
        record Entitled(Entitlement entitlement) implements Step {}

        /** A code or a token has to be used up, in the transaction that hands out the new ones. */
        @FunctionalInterface
        non-sealed interface Consuming extends Step {
            Outcome consume(Tx tx);
        }
    }

    /** What came of using it up. A refusal is an outcome too: what was used up stays used up. */
    sealed interface Outcome {
        /**
         * @param tokenId the {@code jti} of the access token to be made
         * @param refreshToken what goes with it, or null
         */
        record Entitled(Entitlement entitlement, String tokenId, @Nullable String refreshToken)
                implements Outcome {}

        record Refused(OAuthError error) implements Outcome {}
    }
}
