package gatehouse.platform.emailservers;

import gatehouse.kernel.Json;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Problem;
import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Db;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import gatehouse.kernel.outside.Mail;
import gatehouse.kernel.resource.Change;
import gatehouse.kernel.resource.Documents;
import gatehouse.kernel.resource.Resource;
import gatehouse.kernel.resource.Resource.Trait;
import gatehouse.kernel.resource.ResourceJson;
import gatehouse.kernel.resource.ResourceRoutes;
import gatehouse.kernel.resource.Stored;
import gatehouse.kernel.secret.Vault;
import gatehouse.kernel.secret.Vault.Reveal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/email-servers} (Okta, Email Server API): an org's own mail servers. */
public final class EmailServers {
    private static final String PATH = "/api/v1/email-servers";
    private static final String SEALED = "sealed";
    private static final String PURPOSE = "email-server";
    private static final String BASIC = "BASIC_SMTP_AUTH";
    private static final int IMPLICIT_TLS = 465;
    private static final int MOST = 10;
    private static final int LONGEST = 255;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}<>()\",;:@]{1,64}@[A-Za-z0-9.-]{1,190}");

    private final Vault vault;
    private final BiFunction<Mail.Server, Optional<String>, Mail.Post> doors;
    private final Resource resource;

    /**
     * @param doors lead to a server, for letters from an address, or the usual one
     */
    public EmailServers(Vault vault, BiFunction<Mail.Server, Optional<String>, Mail.Post> doors) {
        this.vault = vault;
        this.doors = doors;
        this.resource =
                Resource.of("EmailServer")
                        .at(PATH, "emailServerId")
                        .operations("EmailServer", "EmailServers")
                        .stored("email_server", "ces")
                        .guarded("okta.emailServers", Bucket.API)
                        .logged(verb -> "system.custom_email_server.lifecycle." + verb)
                        .being(Trait.PATCHED)
                        .completed(this::complete)
                        .checked(EmailServers::check)
                        .rendered((_, _, _, json) -> {
                            json.remove(SEALED);
                            json.remove("_links");
                        })
                        .reacting(this::react)
                        .build();
    }

    public List<Route> routes() {
        var routes = new ArrayList<>(ResourceRoutes.of(resource));
        routes.removeIf(route ->
                List.of("listEmailServers", "replaceEmailServer").contains(route.operation()));
        routes.add(Route.get(PATH, "listEmailServers", resource.read(), Bucket.API, this::list));
        routes.add(
                Route.free(
                        "POST",
                        PATH + "/{emailServerId}/test",
                        "testEmailServer",
                        Guard.scope("okta.emailServers.manage"),
                        Bucket.API,
                        this::test));
        return routes;
    }

    private Response list(Call call) {
        var json = Json.object();
        var all = json.putArray("email-servers");
        var form = new ResourceJson(resource);
        rows(call.tx()).forEach(row -> all.add(form.render(call, row)));
        return Response.ok(json);
    }

    private List<Stored> rows(Tx tx) {
        return new Documents(resource).all(tx, null);
    }

    private ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before) {
        var body = Json.object();
        body.put("alias", sent.path("alias").asString(null));
        body.put("enabled", sent.path("enabled").asBoolean(false));
        body.put("authType", sent.path("authType").asString(BASIC));
        body.put("host", sent.path("host").asString(null));
        body.put("port", sent.path("port").asInt(0));
        body.put("username", sent.path("username").asString(null));
        var password = sent.path("password").asString("");
        var kept = before == null ? null : before.body().path(SEALED).asString(null);
        body.put(SEALED, password.isEmpty() ? kept : vault.seal(tx, PURPOSE, password));
        return body;
    }

    private static void check(ObjectNode body, Violations violations) {
        int port = body.path("port").asInt();
        violations
                .text("alias", body.path("alias").asString(""), LONGEST)
                .text("username", body.path("username").asString(""), LONGEST)
                .require(
                        HOST.matcher(body.path("host").asString("")).matches(),
                        "host",
                        "Must be a host name or an IPv4 address")
                .require(port > 0 && port < 65_536, "port", "Must be a port number")
                .require(
                        body.path("authType").asString().equals(BASIC),
                        "authType",
                        "Must be " + BASIC)
                .require(
                        body.path(SEALED).isString(), "password", "The field cannot be left blank");
    }

    private void react(Tx tx, Change change) {
        switch (change) {
            case Change.Created(var after) -> {
                if (rows(tx).size() > MOST) {
                    throw Problem.of("E0000225", MOST);
                }
                alone(tx, after);
            }
            case Change.Replaced(_, var after) -> alone(tx, after);
            case Change.Moved _, Change.Deleted _ -> {}
        }
    }

    private static boolean enabled(Stored row) {
        return row.body().path("enabled").asBoolean(false);
    }

    private void alone(Tx tx, Stored after) {
        if (enabled(after)
                && rows(tx).stream()
                        .anyMatch(row -> enabled(row) && !row.id().equals(after.id()))) {
            throw Problem.of("E0000222");
        }
    }

    /** The way that an org's letters take, where it has one of its own. */
    public Optional<Mail.Post> post(Tx tx) {
        return rows(tx).stream()
                .filter(EmailServers::enabled)
                .findFirst()
                .map(row -> doors.apply(server(tx, row), Optional.empty()));
    }

    private Mail.Server server(Tx tx, Stored row) {
        int port = row.body().path("port").asInt();
        var scheme = port == IMPLICIT_TLS ? "smtps" : "smtp";
        var password =
                vault.open(tx, PURPOSE, row.body().path(SEALED).asString(), Reveal.PROVE_TO_OTHERS);
        try {
            var url =
                    new URI(
                            scheme,
                            row.body().path("username").asString(),
                            row.body().path("host").asString(),
                            port,
                            null,
                            null,
                            null);
            return new Mail.Server(url, password);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a letter from one address to another. */
    private Response test(Call call) {
        var sent = call.request().json();
        var from = sent.path("fromAddress").asString("");
        var to = sent.path("toAddress").asString("");
        var server = call.db().reading(call.principal(), tx -> existing(call, tx));
        new Violations()
                .require(ADDRESS.matcher(from).matches(), "fromAddress", "Must be an address")
                .require(ADDRESS.matcher(to).matches(), "toAddress", "Must be an address")
                .throwIfAny("emailServer");
        var text = "This letter was sent to see whether the mail server takes it.";
        try {
            doors.apply(server, Optional.of(from))
                    .deliver(
                            new Mail(to, "A test of the mail server", text, "<p>" + text + "</p>"));
        } catch (Mail.Refused e) {
            throw Problem.of("E0000224");
        } catch (Mail.Undelivered e) {
            throw Problem.of("E0000223");
        }
        return Response.noContent();
    }

    private Mail.Server existing(Call call, Tx tx) {
        var id = call.path("emailServerId");
        return new Documents(resource)
                .find(tx, null, id)
                .map(row -> server(tx, row))
                .orElseThrow(() -> Problem.notFound(id, resource.type()));
    }

    /** The way of an org's letters; empty for that of the installation. */
    public Optional<Mail.Post> post(Db db, String org) {
        return db.reading(Principal.system(org), this::post);
    }
}
