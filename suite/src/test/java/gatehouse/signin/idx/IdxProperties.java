package gatehouse.signin.idx;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Dice;
import gatehouse.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is sent, in whichever order: nobody gets a session or a code without having proved what
 * the policy wants. Here that is a password and a code in a letter, and those who try have the one
 * but not the other.
 */
class IdxProperties {
    private static final List<String> PATHS =
            List.of(
                    "introspect",
                    "identify",
                    "challenge",
                    "challenge/answer",
                    "challenge/poll",
                    "challenge/resend",
                    "credential/enroll",
                    "keep-me-signed-in",
                    "recover",
                    "skip",
                    "unlock-account",
                    "cancel");
    private static final List<String> NAMES =
            List.of("ann@x.test", "bob@x.test", "", " ANN@X.TEST");
    private static final List<String> CODES =
            List.of(IdxOrg.PASSWORD, IdxOrg.PASSWORD, "Wrong9horse", "123456", "");

    private final IdxOrg idx = new IdxOrg();

    /**
     * Something that a client sends, right or wrong.
     *
     * @param tab which of several sign-ins it is about
     * @param option which of what is on offer it chooses
     */
    private record Move(int tab, String path, ObjectNode body, int option) {
        static List<Move> some(Dice dice) {
            var moves = new ArrayList<Move>();
            for (int i = 0; i < 25; i++) {
                moves.add(new Move(dice.number(3), dice.of(PATHS), body(dice), dice.number(6)));
            }
            return moves;
        }

        private static ObjectNode body(Dice dice) {
            var body = Json.object();
            if (dice.heads()) {
                body.put("identifier", dice.of(NAMES));
            }
            if (dice.heads()) {
                body.putObject("credentials")
                        .put("passcode", dice.of(CODES))
                        .put("answer", dice.of(CODES));
            }
            if (dice.heads()) {
                body.put("keepMeSignedIn", dice.heads()).put("rememberMe", dice.heads());
            }
            return body;
        }
    }

    private static List<String> ids(Reply reply) {
        var ids = new ArrayList<>(List.of("", "nothing"));
        for (var list : List.of("authenticators", "authenticatorEnrollments")) {
            reply.json()
                    .path(list)
                    .path("value")
                    .forEach(one -> ids.add(one.path("id").asString()));
        }
        return ids;
    }

    private Reply send(Move move, List<String> tabs, Reply last) {
        var handle = tabs.get(move.tab);
        var body = move.body.deepCopy().put("stateHandle", handle).put("stateToken", handle);
        var ids = ids(last);
        body.putObject("authenticator").put("id", ids.get(move.option % ids.size()));
        return idx.send(move.path, body);
    }

    private static boolean lets(Reply reply) {
        return reply.json().has("successWithInteractionCode")
                || reply.json().has("success")
                || reply.response().all("Set-Cookie").stream()
                        .anyMatch(
                                cookie -> cookie.startsWith("idx=") && !cookie.startsWith("idx=;"));
    }

    @Test
    void no_sequence_of_requests_gets_around_a_proof() {
        idx.user("ann@x.test");
        idx.user("bob@x.test");
        new Rules(idx.org).asks("2FA", "[]").enrolls("okta_email", "REQUIRED");
        Dice.forAll(
                6,
                Move::some,
                moves -> {
                    var tabs = List.of(idx.begun(), idx.begun(), "none");
                    var last = idx.identify(tabs.getFirst(), "ann@x.test");
                    for (var move : moves) {
                        last = send(move, tabs, last);
                        assertThat(lets(last)).as(last.toString()).isFalse();
                        assertThat(last.response().status()).isLessThan(500);
                    }
                });
    }

    @Test
    void odd_bodies_are_answered_and_lead_nowhere() {
        idx.user("ann@x.test");
        var handle = idx.begun();
        idx.identify(handle, "ann@x.test").is(200);
        for (var path : PATHS) {
            if (path.equals("cancel")) {
                continue;
            }
            for (var odd :
                    List.of(
                            "{\"credentials\": {\"passcode\": {}}}",
                            "{\"credentials\": {\"passcode\": [\"%s\"]}}"
                                    .formatted(IdxOrg.PASSWORD),
                            "{\"credentials\": \"%s\"}".formatted(IdxOrg.PASSWORD),
                            "{\"authenticator\": []}",
                            "{\"authenticator\": {\"id\": {}, \"methodType\": 1}}",
                            "{\"identifier\": {}, \"rememberMe\": \"x\"}")) {
                var body = Json.read(odd, ObjectNode.class);
                var reply =
                        idx.send(path, body.put("stateHandle", handle).put("stateToken", handle));
                assertThat(reply.response().status()).as(path + odd).isLessThan(500);
                assertThat(lets(reply)).as(path + odd).isFalse();
            }
        }
    }
}
