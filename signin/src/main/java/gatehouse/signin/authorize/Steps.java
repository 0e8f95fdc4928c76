package gatehouse.signin.authorize;

import gatehouse.apps.clients.Client;
import gatehouse.kernel.http.Response;
import gatehouse.protocol.oauth.authorize.Authorizations;
import gatehouse.protocol.oauth.authorize.Authorizations.SignedIn;
import gatehouse.protocol.oauth.authorize.AuthorizeErrors;
import gatehouse.protocol.oauth.consents.Consents;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.flow.Purpose;
import gatehouse.signin.flow.State;
import gatehouse.signin.pages.ConsentForm;
import gatehouse.signin.pages.ConsentForm.Reading;
import gatehouse.signin.pages.Pages;
import gatehouse.signin.sessions.Browsers;
import gatehouse.signin.sessions.Session;
import gatehouse.signin.sessions.SessionTokens;
import gatehouse.signin.sessions.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What happens to a good request to {@code /authorize}, in this order. */
final class Steps {
    /** Goes on, or answers. */
    sealed interface Result {
        record Continue(Visit visit) implements Result {}

        record Answer(Response response) implements Result {}
    }

    /** One thing that is looked at. */
    @FunctionalInterface
    interface Step {
        Result take(Visit visit);
    }

    private final Engine engine;
    private final Authorizations authorizations;
    private final Pages pages;
    private final List<Step> steps =
            List.of(this::sessionToken, this::signIn, this::consent, this::complete);

    Steps(Engine engine, Authorizations authorizations, Pages pages) {
        this.engine = engine;
        this.authorizations = authorizations;
        this.pages = pages;
    }

    Response walk(Visit start) {
        var visit = start;
        for (var step : steps) {
            switch (step.take(visit)) {
                case Result.Continue(var further) -> visit = further;
                case Result.Answer(var response) -> {
                    return response;
                }
            }
        }
        throw new IllegalStateException("the last step answers");
    }

    /** A proof of sign-in made elsewhere becomes a session here. */
    private Result sessionToken(Visit visit) {
        var token = visit.request().sessionToken();
        if (token == null) {
            return new Result.Continue(visit);
        }
        var tx = visit.tx();
        var ticket = SessionTokens.consume(tx, token);
        if (ticket.isEmpty()) {
            return new Result.Continue(visit);
        }
        var started = Sessions.start(tx, ticket.get(), visit.call().request());
        var answer = walk(visit.met(started.session()));
        return new Result.Answer(started.enter(answer, visit.call().request(), tx.now()));
    }

    private Result signIn(Visit visit) {
        if (visit.session() != null && (visit.fresh() || enough(visit))) {
            return new Result.Continue(visit);
        }
        if (visit.request().silent()) {
            return new Result.Answer(
                    Authorizations.refuse(
                            visit.tx(),
                            visit.call().origin(),
                            visit.request(),
                            null,
                            AuthorizeErrors.loginRequired()));
        }
        return new Result.Answer(wait(visit, ""));
    }

    /** Whether what was proved in the session is what the policies and the request want. */
    private boolean enough(Visit visit) {
        var from = beginning(visit, "");
        return engine.enough(visit.call(), Flow.imagined(from, state(visit), visit.tx().now()));
    }

    private static State state(Visit visit) {
        var session = visit.session();
        return session == null ? State.NEW : session.state();
    }

    private static Flows.Beginning beginning(Visit visit, String browser) {
        return new Flows.Beginning(
                Purpose.AUTHORIZE,
                browser,
                visit.path(),
                Queries.of(visit.request().parameters()),
                visit.request().client().appId());
    }

    /** Puts the request aside and sends the browser to a page of ours. */
    private static Response wait(Visit visit, String page) {
        var tx = visit.tx();
        var request = visit.call().request();
        var browser = Browsers.secret(request, tx.world());
        var handle = Flows.begin(tx, beginning(visit, browser), state(visit));
        var idp = visit.request().idp();
        return idp == null || !page.isEmpty()
                ? SignInFirst.then(visit.call(), handle, browser, page)
                : SignInFirst.elsewhere(visit.call(), handle, browser, idp);
    }

    private Result consent(Visit visit) {
        var session = session(visit);
        var missing = Consents.missing(visit.tx(), visit.request(), session.user());
        var agreed = visit.agreed();
        if (missing.isEmpty() || (agreed != null && agreed.containsAll(missing))) {
            return new Result.Continue(visit);
        }
        if (visit.request().silent()) {
            return new Result.Answer(
                    Authorizations.refuse(
                            visit.tx(),
                            visit.call().origin(),
                            visit.request(),
                            session.user(),
                            AuthorizeErrors.consentRequired(missing)));
        }
        return new Result.Answer(wait(visit.met(session), "/consent"));
    }

    /** The page that asks for what is missing. */
    Response consentPage(Visit visit, String action, String org) {
        var session = session(visit);
        var missing = Consents.missing(visit.tx(), visit.request(), session.user());
        return pages.consent(
                org,
                new ConsentForm(
                        action,
                        visit.request().client().label(),
                        session.login(),
                        missing.stream().map(scope -> inWords(visit, scope)).toList(),
                        about(visit.request().client())),
                Queries.origin(visit.request().redirect().toString()));
    }

    /** Under these names Okta's own page has them. */
    private static List<Reading> about(Client client) {
        var about = new ArrayList<Reading>();
        client.address("tos_uri")
                .ifPresent(address -> about.add(new Reading("Terms of Service", address)));
        client.address("policy_uri")
                .ifPresent(address -> about.add(new Reading("Privacy Policy", address)));
        return about;
    }

    private static String inWords(Visit visit, String scope) {
        return visit.request()
                .server()
                .scope(scope)
                .flatMap(known -> Optional.ofNullable(known.displayName()))
                .orElse(scope);
    }

    /** The scopes that are asked for on that page. */
    static Set<String> asked(Visit visit) {
        return Consents.missing(visit.tx(), visit.request(), session(visit).user());
    }

    private static Session session(Visit visit) {
        return Objects.requireNonNull(visit.session());
    }

    private Result complete(Visit visit) {
        var session = session(visit);
        return new Result.Answer(
                authorizations.complete(
                        visit.tx(),
                        visit.call().origin(),
                        visit.request(),
                        new SignedIn(
                                session.user(),
                                session.id(),
                                session.authenticated(),
                                session.amr(),
                                session.idp())));
    }
}
