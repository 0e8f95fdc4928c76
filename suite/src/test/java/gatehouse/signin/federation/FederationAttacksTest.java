package gatehouse.signin.federation;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.signin.idx.Browser;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What a provider, or whoever pretends to be one, must not get away with. */
class FederationAttacksTest {
    private final Federated at = new Federated();

    static Stream<Arguments> spoiled() {
        return Stream.of(
                spoiled("another sign-in", c -> c.put("nonce", "another")),
                spoiled("no sign-in", c -> c.without("nonce")),
                spoiled("another issuer", c -> c.put("iss", "https://evil.example")),
                spoiled("another client", c -> c.put("aud", "another")),
                spoiled("two clients", c -> c.set("aud", Json.array().add("our-client").add("b"))),
                spoiled("for another party", c -> c.put("azp", "another")),
                spoiled("expired", c -> c.put("exp", c.path("iat").asLong() - 1)),
                spoiled("of tomorrow", c -> c.put("iat", c.path("exp").asLong() + 86_400)),
                spoiled("for ever", c -> c.without("exp")),
                spoiled("nobody", c -> c.put("sub", "")),
                spoiled("a number", c -> c.put("sub", 7)),
                spoiled("somebody else than userinfo", c -> c.put("sub", "mallory")),
                spoiled("endless", c -> c.put("sub", "x".repeat(600))));
    }

    private static Arguments spoiled(String what, UnaryOperator<ObjectNode> spoils) {
        return Arguments.of(what, spoils);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoiled")
    void a_token_that_is_not_for_this_sign_in_proves_nothing(
            String what, UnaryOperator<ObjectNode> spoils) {
        at.acme.spoils = spoils;
        at.in(
                        at.acme.made("Acme", Federated.WELCOMING),
                        FakeProvider.person("ann", "ann@acme.test"))
                .is(403);
        at.browser.get("/api/v1/sessions/me").is(404);
        at.idx.org.get("/api/v1/users/ann@acme.test").is(404);
    }

    @Test
    void a_token_of_another_key_proves_nothing() {
        at.acme.signs = FakeProvider.key("one");
        at.in(
                        at.acme.made("Acme", Federated.WELCOMING),
                        FakeProvider.person("ann", "ann@acme.test"))
                .is(403);
        assertThat(at.refusals()).contains("SIGNATURE");
    }

    @Test
    void a_provider_that_says_no_or_nothing_signs_nobody_in() {
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        var state = FakeProvider.asked(at.leaves(provider)).get("state");
        at.browser.get(FakeProvider.BACK + "error=access_denied&state=" + state).is(403);
        assertThat(at.refusals()).contains("access_denied");
        at.browser.get(FakeProvider.BACK + "code=made-up&state=" + state).is(400);
        state = FakeProvider.asked(at.leaves(provider)).get("state");
        at.browser.get(FakeProvider.BACK + "code=made-up&state=" + state).is(403);
    }

    /** RFC 9207: an answer of one provider must not be shown to another. */
    @Test
    void an_answer_of_another_issuer_is_not_taken() {
        var away = at.leaves(at.acme.made("Acme", Federated.WELCOMING));
        var answer = at.acme.answers(away, FakeProvider.person("ann", "ann@acme.test"));
        at.browser.get(FakeProvider.BACK + answer + "&iss=https%3A%2F%2Fevil.example").is(403);
        assertThat(at.refusals()).contains("Another issuer");
    }

    @Test
    void an_answer_is_good_once_and_in_the_browser_that_left() {
        var away = at.leaves(at.acme.made("Acme", Federated.WELCOMING));
        var answer =
                FakeProvider.BACK
                        + at.acme.answers(away, FakeProvider.person("ann", "ann@acme.test"));
        new Browser(at.idx).get(answer).is(400);
        at.idx.org.get(answer).is(400);
        at.browser.get(answer).is(303);
        at.browser.get(answer).is(400);
    }

    @Test
    void a_provider_that_was_switched_off_meanwhile_has_no_say() {
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        var away = at.leaves(provider);
        at.idx.org.post("/api/v1/idps/" + provider + "/lifecycle/deactivate", "").is(200);
        at.comesBack(away, FakeProvider.person("ann", "ann@acme.test")).is(403);
        at.idx.org.get("/api/v1/users/ann@acme.test").is(404);
    }

    @Test
    void a_provider_that_is_deleted_while_it_answers_has_no_say() {
        var provider = "/api/v1/idps/" + at.acme.made("Acme", Federated.WELCOMING);
        at.idx.user("bob@acme.test");
        at.acme.spoils =
                token -> {
                    at.idx.org.post(provider + "/lifecycle/deactivate", "").is(200);
                    at.idx.org.delete(provider).is(204);
                    return token;
                };
        at.in(provider.substring(13), FakeProvider.person("bob", "bob@acme.test")).is(403);
        at.idx.org.get("/api/v1/users/bob@acme.test").is(200);
    }

    @Test
    void a_provider_that_nobody_asked_for_is_not_gone_to() {
        var provider = at.acme.made("Acme", Federated.WELCOMING);
        at.browser.opens().is(200);
        at.browser.get("/sso/idps/" + provider + "?stateToken=" + at.browser.handle()).is(400);
        at.browser.get("/sso/idps/0oa00000000000000000?stateToken=" + at.browser.handle()).is(400);
        at.browser.get("/sso/idps/" + provider).is(400);
        at.browser.get("/sso/idps/" + provider + "?stateToken=made-up").is(400);
        at.browser.get(FakeProvider.BACK + "code=a&state=b").is(400);
        at.browser.get(FakeProvider.BACK).is(400);
    }
}
