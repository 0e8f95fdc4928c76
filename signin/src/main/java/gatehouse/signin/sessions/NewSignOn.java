package gatehouse.signin.sessions;

import gatehouse.directory.users.User;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.outside.Letter;
import gatehouse.platform.email.Readership;
import gatehouse.platform.email.Template;
import gatehouse.platform.systemlog.UserAgent;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Tells people of a sign-in with something that they never used before. Of the software only the
 * names that we know are told: what a client says of itself is not for the eyes of a reader who
 * trusts the letter.
 */
public final class NewSignOn {
    private static final Template LETTER = Template.NEW_SIGN_ON_NOTIFICATION;

    private final Letter.Orders letters;
    private final Readership readership;

    /**
     * @param letters takes orders for letters, and leaves out those that the org does not want
     */
    public NewSignOn(Letter.Orders letters, Readership readership) {
        this.letters = letters;
        this.readership = readership;
    }

    /** Whether anybody in the org is told. */
    public boolean isWanted(Call call) {
        return readership.isAnyone(call.db(), call.org().id(), LETTER);
    }

    /** Has the letter sent once the sign-in is durable. */
    public void tell(Tx tx, Call call, User user) {
        var via = call.principal().via();
        var agent = via.userAgent();
        var values =
                Map.of(
                        "request.userAgent",
                        UserAgent.parse(agent == null ? "" : agent).words(),
                        "request.ipAddress",
                        via.address(),
                        "request.time",
                        tx.now().truncatedTo(ChronoUnit.SECONDS).toString());
        letters.order(tx, user.letter(LETTER.title(), call.origin(), values));
    }
}
