package gatehouse.conformance;

import static gatehouse.conformance.Sdk.ADMIN;
import static gatehouse.conformance.Sdk.createUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.okta.sdk.resource.api.SystemLogApi;
import com.okta.sdk.resource.api.UserLifecycleApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.common.PagedList;
import com.okta.sdk.resource.model.LogEvent;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogsTest {
    private static final List<String> LIFE =
            List.of(
                    "user.lifecycle.create",
                    "user.lifecycle.activate",
                    "user.lifecycle.suspend",
                    "user.lifecycle.unsuspend");
    private final SystemLogApi logs = new SystemLogApi(ADMIN);
    private final String since = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1).toString();

    private static String lived() throws ApiException {
        var id = createUser().getId();
        var lifecycle = new UserLifecycleApi(ADMIN);
        lifecycle.suspendUser(id);
        lifecycle.unsuspendUser(id);
        return id;
    }

    private static String lifeOf(String user) {
        return "target.id eq \"" + user + "\" and eventType sw \"user.lifecycle\"";
    }

    @Test
    void the_log_tells_who_did_what_to_whom() throws ApiException {
        var user = createUser();
        var filter =
                "eventType eq \"user.lifecycle.create\" and target.id eq \"" + user.getId() + "\"";
        var until = OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(1).toString();
        assertThat(logs.listLogEvents(since, until, null, filter, null, 10, null))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getActor().getType()).isEqualTo("User");
                    assertThat(event.getActor().getAlternateId())
                            .isEqualTo(System.getenv("GATEHOUSE_ADMIN_LOGIN"));
                    assertThat(event.getTarget().getFirst().getAlternateId())
                            .isEqualTo(user.getProfile().getLogin());
                    assertThat(event.getOutcome().getResult()).hasToString("SUCCESS");
                    assertThat(event.getPublished()).isNotNull();
                });
        assertThat(logs.listLogEvents(since, until, null, null, user.getId(), 10, null))
                .extracting(LogEvent::getEventType)
                .contains("user.lifecycle.create");
    }

    @Test
    void events_come_from_either_end() throws ApiException {
        var filter = lifeOf(lived());
        assertThat(logs.listLogEvents(since, null, null, filter, null, 10, "ASCENDING"))
                .extracting(LogEvent::getEventType)
                .containsExactlyElementsOf(LIFE);
        assertThat(logs.listLogEvents(since, null, null, filter, null, 10, "DESCENDING"))
                .extracting(LogEvent::getEventType)
                .containsExactlyElementsOf(LIFE.reversed());
    }

    @Test
    void events_come_page_by_page() throws ApiException {
        var filter = lifeOf(lived());
        var types = new ArrayList<String>();
        String after = null;
        for (int i = 0; i < LIFE.size(); i++) {
            var page =
                    (PagedList<LogEvent>)
                            logs.listLogEvents(since, null, after, filter, null, 1, null);
            page.forEach(event -> types.add(event.getEventType()));
            after = page.getAfter();
        }
        assertThat(types).isEqualTo(LIFE);
    }
}
