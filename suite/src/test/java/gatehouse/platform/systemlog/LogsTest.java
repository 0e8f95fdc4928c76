package gatehouse.platform.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.kernel.Json;
import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import gatehouse.testkit.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {
    private static final String LOGS = "/api/v1/logs";
    private static final String BOUNDED = LOGS + "?until=2100-01-01T00:00:00Z&since=";
    private final TestOrg org = TestOrg.fresh();
    private final String bounded = BOUNDED + yesterday();

    private String yesterday() {
        return Json.time(org.now().minus(Duration.ofDays(1)));
    }

    private Reply group(String name) {
        return org.post("/api/v1/groups", "{\"profile\": {\"name\": \"" + name + "\"}}").is(200);
    }

    private Reply filtered(String filter) {
        return org.get(bounded + "&filter=" + Wire.encoded(filter));
    }

    /**
     * Follows a poller until it has seen so many events: a commit may lag behind its neighbours.
     */
    private List<Reply> polled(String from, int events) {
        var pages = new ArrayList<Reply>();
        int seen = 0;
        var path = from;
        for (int i = 0; i < 10_000 && seen < events; i++) {
            var page = org.get(path).is(200);
            pages.add(page);
            seen += page.json().size();
            path = page.next();
        }
        return pages;
    }

    @Test
    void an_event_is_told_in_full() {
        var group = group("told").id();

        var event = filtered("eventType eq \"group.lifecycle.create\"").is(200);

        assertThat(event.text("/0/actor/alternateId")).isEqualTo("admin@gatehouse.test");
        assertThat(event.text("/0/target/0/id")).isEqualTo(group);
        assertThat(event.text("/0/target/0/displayName")).isEqualTo("told");
        assertThat(event.text("/0/displayMessage")).isEqualTo("Create group");
        assertThat(event.text("/0/outcome/result")).isEqualTo("SUCCESS");
        assertThat(event.text("/0/debugContext/debugData/requestUri")).isEqualTo("/api/v1/groups");
        assertThat(event.text("/0/client/ipAddress")).isEqualTo("127.0.0.1");
        assertThat(event.text("/0/request/ipChain/0/version")).isEqualTo("V4");
        assertThat(event.text("/0/version")).isEqualTo("0");
        assertThat(event.text("/0/uuid")).hasSize(36);
        assertThat(event.text("/0/transaction/type")).isEqualTo("WEB");
    }

    @Test
    void a_bounded_query_ends() {
        group("one");
        group("two");
        group("three");
        var path = bounded + "&limit=2&filter=" + Wire.encoded("eventType sw \"group.\"");

        var first = org.get(path).is(200);
        var second = org.get(first.next()).is(200);

        assertThat(first.all("/target/0/displayName")).containsExactly("one", "two");
        assertThat(second.all("/target/0/displayName")).containsExactly("three");
        assertThat(second.next()).isEmpty();
        assertThat(org.get(path + "&sortOrder=DESCENDING").all("/target/0/displayName"))
                .containsExactly("three", "two");
    }

    @Test
    void a_poller_always_has_a_next_page_and_misses_nothing() {
        group("before");
        var filter = "&filter=" + Wire.encoded("eventType eq \"group.lifecycle.create\"");
        var seen = polled(LOGS + "?limit=1&since=" + yesterday() + filter, 1).getLast();
        assertThat(seen.all("/target/0/displayName")).containsExactly("before");
        var nothing = org.get(seen.next()).is(200);
        assertThat(nothing.json()).isEmpty();

        group("after");

        var more = polled(nothing.next(), 1).getLast();
        assertThat(more.all("/target/0/displayName")).containsExactly("after");
        assertThat(more.next()).isNotEmpty();
    }

    @Test
    void a_page_of_none_stays_where_it_is() {
        group("g");

        var none = org.get(LOGS + "?limit=0").is(200);

        assertThat(none.json()).isEmpty();
        var all = polled(none.next().replace("limit=0", "limit=1000"), 2);
        assertThat(all.stream().flatMap(page -> page.all("/eventType").stream()))
                .containsExactly("org.create", "group.lifecycle.create");
    }

    @Test
    void without_since_the_last_week_is_told() {
        group("old");
        org.passes(Duration.ofDays(8));
        group("new");

        var week = org.get(LOGS + "?sortOrder=DESCENDING&q=group").is(200);

        assertThat(week.all("/target/0/displayName")).containsExactly("new");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target.displayName eq \"needle\" | 1",
                "target.type eq \"UserGroup\" | 2",
                "not (target.displayName co \"eed\") and eventType sw \"group\" | 1",
                "eventType eq \"GROUP.lifecycle.create\" and outcome.result ne \"FAILURE\" | 2",
                "debugContext.debugData.requestUri eq \"/api/v1/groups\" | 2",
                "displayMessage co \"create group\" | 2",
                "actor.id eq \"00uadmin\" and severity eq \"ERROR\" | 0",
                "legacyEventType pr | 0",
                "target pr | -1",
            })
    void events_are_filtered(String filter, int found) {
        group("needle");
        group("hay");

        var reply = filtered(filter);

        if (found < 0) {
            reply.is(400, "E0000053");
        } else {
            assertThat(reply.is(200).json()).hasSize(found);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter=published gt \"2020-01-01T00:00:00Z\"",
                "filter=debugContext.debugData.url co \"x\"",
                "filter=nothing eq \"x\"",
                "filter=eventType eqq \"x\"",
                "filter=target[id eq \"x\"]",
                "since=2001-01-01T00:00:00Z"
            })
    void what_cannot_be_asked_is_refused_as_a_filter(String query) {
        org.get(LOGS + "?" + query.replace(" ", "%20").replace("\"", "%22")).is(400, "E0000053");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=1001",
                "limit=many",
                "since=yesterday",
                "until=2020-01-01",
                "sortOrder=UP",
                "q=1+2+3+4+5+6+7+8+9+10+11",
                "q=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void what_is_malformed_is_refused(String query) {
        org.get(LOGS + "?" + query).is(400, "E0000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "e30", "bnVsbA", "eyJ4YWN0IjoiMScgb3IgMSJ9", "****"})
    void a_cursor_that_is_not_ours_is_refused(String cursor) {
        org.get(LOGS + "?after=" + cursor).is(400, "E0000029");
    }

    @ParameterizedTest
    @CsvSource({"needle, 1", "NEEDLE create, 1", "need, 0", "in-the-hay, 1", "'(a|b)*', 0"})
    void keywords_are_whole_words_in_any_case(String words, int found) {
        group("a needle");
        group("in the hay");

        var reply = org.get(bounded + "&q=" + Wire.encoded(words)).is(200);

        assertThat(reply.json()).hasSize(found);
    }

    @Test
    void one_org_hears_nothing_of_another() {
        var other = TestOrg.fresh();
        other.post("/api/v1/groups", "{\"profile\": {\"name\": \"theirs\"}}").is(200);

        assertThat(org.get(bounded + "&q=theirs").is(200).json()).isEmpty();
    }

    @Test
    void reading_the_log_needs_its_scope() {
        org.calledWith("okta.users.read").get(LOGS).is(403, "E0000006");
        org.calledWith("okta.logs.read").get(LOGS).is(200);
    }
}
