package gatehouse.policy.factors;

import gatehouse.kernel.Json;
import gatehouse.platform.mailbox.Mailbox;
import gatehouse.platform.mailbox.Sent;
import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.List;
import java.util.Map;

/** An org in which everything can be enrolled, and one person. */
final class FactorOrg {
    private static final String CODE = "(?s).*\\b(\\d{6})\\b.*";
    final TestOrg org = TestOrg.fresh();
    final String user = person("ann@x.test");

    FactorOrg() {
        for (var one : org.get("/api/v1/authenticators").json()) {
            var at = "/api/v1/authenticators/" + one.path("id").asString();
            org.post(at + "/lifecycle/activate", "").is(200);
            if (one.path("key").asString().equals("phone_number")) {
                org.post(at + "/methods/voice/lifecycle/activate", "").is(200);
            }
        }
    }

    String person(String login) {
        return org.post(
                        "/api/v1/users",
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "%1$s",
                           "email": "%1$s"},
                         "credentials": {"password": {"value": "Correct9horse"}}}\
                        """
                                .formatted(login))
                .is(200)
                .id();
    }

    String authenticator(String key) {
        for (var one : org.get("/api/v1/authenticators").json()) {
            if (one.path("key").asString().equals(key)) {
                return one.path("id").asString();
            }
        }
        throw new AssertionError(key);
    }

    String factors() {
        return "/api/v1/users/" + user + "/factors";
    }

    Reply enroll(String type, String provider, String more) {
        return org.post(
                factors(),
                "{\"factorType\": \"%s\", \"provider\": \"%s\"%s}".formatted(type, provider, more));
    }

    Reply activate(String factor, Map<String, String> answer) {
        return org.post(
                factors() + "/" + factor + "/lifecycle/activate", Json.text(Json.tree(answer)));
    }

    Reply verify(String factor, Map<String, String> answer) {
        return org.post(factors() + "/" + factor + "/verify", Json.text(Json.tree(answer)));
    }

    Reply ask(String factor) {
        return org.post(factors() + "/" + factor + "/verify", "");
    }

    /** The code of an app, as many steps from now. */
    Map<String, String> code(String secret, int steps) {
        long step = org.now().getEpochSecond() / 30 + steps;
        return Map.of("passCode", Otp.USUAL.at(Base32.decode(secret), step));
    }

    static Map<String, String> passCode(String code) {
        return Map.of("passCode", code);
    }

    /** The code in what was sent last. */
    String sent() {
        return sent(org);
    }

    /** The latest code; letters that only tell of something may lie on top. */
    static String sent(TestOrg org) {
        var last =
                messages(org).stream()
                        .filter(one -> !one.code().isEmpty() || one.text().matches(CODE))
                        .findFirst()
                        .orElseThrow();
        return last.code().isEmpty() ? last.text().replaceAll(CODE, "$1") : last.code();
    }

    /** What was sent, the latest first. */
    static List<Sent> messages(TestOrg org) {
        org.mails();
        return org.inTx(tx -> Mailbox.latest(tx, ""));
    }

    /** An enrolled app: its id, and its secret. */
    String[] app() {
        var begun = enroll("token:software:totp", "GOOGLE", "").is(200);
        var secret = begun.text("/_embedded/activation/sharedSecret");
        activate(begun.id(), code(secret, -1)).is(200);
        return new String[] {begun.id(), secret};
    }

    /** An enrolled passkey. */
    String passkey(VirtualKey key) {
        var begun = enroll("webauthn", "FIDO", "").is(200);
        var made = key.make(begun.text("/_embedded/activation/challenge"));
        return activate(begun.id(), made).is(200).id();
    }

    VirtualKey key() {
        return new VirtualKey("http://" + org.host());
    }
}
