package gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.kernel.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A response, with the questions tests ask of it. */
public record Reply(Response response) {
    public Reply is(int status) {
        assertThat(response.status()).as(this::toString).isEqualTo(status);
        return this;
    }

    /** Refused with this status and Okta error code. */
    public Reply is(int status, String errorCode) {
        is(status);
        assertThat(text("/errorCode")).as(this::toString).isEqualTo(errorCode);
        return this;
    }

    /** Refused with this status and OAuth error. */
    public Reply isOAuth(int status, String error) {
        is(status);
        assertThat(text("/error")).as(this::toString).isEqualTo(error);
        return this;
    }

    public String body() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Json.MAPPER.readTree(response.body());
    }

    /** The text at a JSON pointer such as {@code /profile/login}. */
    public String text(String pointer) {
        return json().at(pointer).asString("");
    }

    public String id() {
        return text("/id");
    }

    /** One field of every element of a list. */
    public List<String> all(String pointer) {
        return StreamSupport.stream(json().spliterator(), false)
                .map(n -> n.at(pointer).asString(""))
                .toList();
    }

    /** The path and query of the next page, or empty on the last. */
    public String next() {
        return response.all("Link").stream()
                .filter(link -> link.endsWith("rel=\"next\""))
                .map(link -> link.replaceAll("<https?://[^/]+([^>]*)>.*", "$1"))
                .findFirst()
                .orElse("");
    }

    public String header(String name) {
        var value = response.header(name);
        return value == null ? "" : value;
    }

    /** The summaries of the error's causes. */
    public List<String> causes() {
        return StreamSupport.stream(json().path("errorCauses").spliterator(), false)
                .map(n -> n.path("errorSummary").asString())
                .toList();
    }

    @Override
    public String toString() {
        return response.status() + " " + response.headers() + " " + body();
    }
}
