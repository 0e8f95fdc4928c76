package gatehouse.doors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.testkit.Reply;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Who has an account, and what they prove themselves with, shows at no door: neither in words nor
 * in the work that is done (catalogue D4.13). Each knock is made for somebody, for somebody who was
 * locked out, for somebody whose password came from elsewhere, and for nobody.
 */
class NobodyTest {
    private static final String NOBODY = "noe@x.test";
    private static final String LOCKED = "lea@x.test";
    private static final String IMPORTED = "ida@x.test";

    private final Guarded house = new Guarded();

    /** What was heard, and what it cost. */
    private record Heard(List<String> words, long hashes, long jobs, long events) {}

    private Heard knock(Knock knock, String name) {
        house.later();
        long hashes = house.org.hashes();
        long jobs = jobs();
        long events = events();
        var words = knock.made(house, name).stream().map(one -> plain(one, name)).toList();
        return new Heard(words, house.org.hashes() - hashes, jobs() - jobs, events() - events);
    }

    private long jobs() {
        return house.org.composition().jobs().placed();
    }

    /** But for those of letters, which are sent when they are sent, by whoever comes first. */
    private long events() {
        return house.org.events().stream()
                .filter(type -> !type.startsWith("system.email."))
                .count();
    }

    /** Without what is made by chance. */
    private static String plain(Reply reply, String name) {
        return reply.response().status()
                + reply.header("Location").replaceAll("[\\w-]{43}", "HANDLE")
                + reply.body()
                        .replace(name, "NAME")
                        .replaceAll("\"challenge\":\"[^\"]*\"", "")
                        .replaceAll("\"expiresAt\":\"[^\"]*\"", "")
                        .replaceAll("\"errorId\":\"[^\"]*\"", "")
                        .replaceAll("(02\\.)?[\\w-]{43}", "HANDLE");
    }

    private void somebodyElse() {
        var nothing = Base64.getEncoder().encodeToString(new byte[32]);
        person(
                IMPORTED,
                "{\"hash\": {\"algorithm\": \"SHA-256\", \"salt\": \"c2FsdA==\","
                        + " \"saltOrder\": \"PREFIX\", \"value\": \""
                        + nothing
                        + "\"}}");
        person(LOCKED, "{\"value\": \"Correct9horse\"}");
        house.org.inTx(tx ->
                tx.unlogged(Unlogged.ORG_SEED)
                        .execute(
                                "update users set status = 'LOCKED_OUT' where org_id = ?"
                                        + " and login = ?",
                                tx.org(),
                                LOCKED));
    }

    private void person(String login, String password) {
        house.org
                .post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Lea", "lastName": "Li", "login": "%1$s",
                                     "email": "%1$s"},
                         "credentials": {"password": %2$s}}\
                        """
                                .formatted(login, password))
                .is(200);
    }

    @Test
    void nothing_shows_who_is_there() {
        somebodyElse();
        house.letters("any");
        house.passkey(Guarded.BOB);

        for (var knock : Knock.values()) {
            var nobody = knock(knock, NOBODY);

            for (var somebody : List.of(Guarded.BOB, LOCKED, IMPORTED)) {
                assertThat(knock(knock, somebody)).as(knock + somebody).isEqualTo(nobody);
            }
        }
    }
}
