package gatehouse.signin.mailbox;

import gatehouse.kernel.Json;
import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.platform.mailbox.Mailbox;
import gatehouse.platform.mailbox.Sent;
import gatehouse.signin.pages.Pages;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * {@code /dev/mailbox}: what an org has sent to people, for developers and tests. As a page, or
 * with {@code Accept: application/json} as a list; {@code ?to=} names whose.
 */
public final class MailboxRoutes {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    /** Whatever an administrator wrote into a template runs nothing here and asks for nothing. */
    private static final String ALONE =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
                    + " style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    /** A thing that was sent, and where it leads. */
    public record Entry(Sent sent, List<String> links) {}

    private final Pages pages;

    public MailboxRoutes(Pages pages) {
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/dev/mailbox", "mailbox", Guard.open(), Bucket.UNLIMITED, this::mailbox),
                Route.get(
                        "/dev/mailbox/{id}",
                        "mailboxLetter",
                        Guard.open(),
                        Bucket.UNLIMITED,
                        MailboxRoutes::letter),
                Route.write(
                        "DELETE",
                        "/dev/mailbox",
                        "emptyMailbox",
                        Guard.open(),
                        Bucket.UNLIMITED,
                        MailboxRoutes::empty));
    }

    private Response mailbox(Call call) {
        var to = call.query("to");
        var entries =
                Mailbox.latest(call.tx(), to == null ? "" : to).stream()
                        .map(sent -> new Entry(sent, links(sent)))
                        .toList();
        var accepted = call.request().header("accept");
        return accepted != null && accepted.contains("application/json")
                ? Response.ok(entries.stream().map(MailboxRoutes::json).toList())
                : pages.page(
                        "mailbox.jte",
                        call.org().subdomain(),
                        "Mailbox",
                        Map.of("entries", entries));
    }

    private static List<String> links(Sent sent) {
        return LINK.matcher(sent.text()).results().map(MatchResult::group).distinct().toList();
    }

    private static Object json(Entry entry) {
        var json = Json.tree(entry.sent());
        json.set("links", Json.MAPPER.valueToTree(entry.links()));
        return json;
    }

    /** As the recipient sees it. */
    private static Response letter(Call call) {
        var id = call.path("id");
        var sent =
                Mailbox.find(call.tx(), id)
                        .filter(one -> !one.html().isEmpty())
                        .orElseThrow(() -> Problem.notFound(id, "Mail"));
        return Response.html(200, sent.html()).with("Content-Security-Policy", ALONE);
    }

    private static Response empty(Call call) {
        Mailbox.empty(call.tx());
        return Response.noContent();
    }
}
