package gatehouse.kernel.outside;

import gatehouse.kernel.db.Tx;
import java.util.Map;

/**
 * A letter that an org's template makes a {@link Mail} of.
 *
 * @param template as Okta calls it, such as {@code ForgotPassword}
 * @param address where it goes
 * @param origin under which the recipient knows the org
 * @param values by the names of their placeholders, such as {@code resetPasswordLink}; they are
 *     text, and escaped where they stand in HTML
 */
public record Letter(
        String template, String address, Recipient to, String origin, Map<String, String> values) {

    /** Takes orders for letters. */
    @FunctionalInterface
    public interface Orders {
        /**
         * Has a letter sent once the transaction is durable, and again while that fails. Its values
         * are kept sealed until then.
         */
        void order(Tx tx, Letter letter);
    }
}
