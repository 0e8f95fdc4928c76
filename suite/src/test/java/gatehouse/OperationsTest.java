package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The route table beside Okta's own list of operations, which lies in a folder beside the project
 * where there is one.
 */
class OperationsTest {
    private static final Path OKTA = SourceTree.at("../shared/okta");
    private static final Path NOT_YET = SourceTree.at("conformance/notyet.txt");

    /** How many operations may be missing. It only ever goes down. */
    private static final int MOST_MISSING = 436;

    /** What Okta has, or the standards ask for, but Okta's list does not name. */
    private static final Set<String> ALSO =
            Set.of(
                    "authenticate",
                    "authnActivate",
                    "authnActivatePoll",
                    "authnActivateResend",
                    "authnCancel",
                    "authnChangePassword",
                    "authnEnroll",
                    "authnForgotPassword",
                    "authnPrevious",
                    "authnRecoveryAnswer",
                    "authnRecoveryResend",
                    "authnRecoveryToken",
                    "authnRecoveryVerify",
                    "authnResetPassword",
                    "authnSkip",
                    "authnUnlock",
                    "authnVerify",
                    "authnVerifyResend",
                    "createApiToken",
                    "createRecoveryCodes",
                    "createSession",
                    "deleteRecoveryCodes",
                    "endCurrentSession",
                    "factorQrCode",
                    "replaceFactor",
                    "endUserSessions",
                    "getCurrentSession",
                    "getRecoveryCodes",
                    "listRecoveryCodes",
                    "verifyRecoveryCodes",
                    "getWellKnownOAuthConfiguration",
                    "getWellKnownOAuthConfigurationByIssuer",
                    "idxAnswer",
                    "idxCancel",
                    "idxChallenge",
                    "idxEnroll",
                    "idxEnrollProfile",
                    "idxIdentify",
                    "idxIntrospect",
                    "idxActivateDevice",
                    "idxPasskey",
                    "idxConsent",
                    "idxPoll",
                    "idxPollAuthenticator",
                    "idxRecover",
                    "idxRegister",
                    "idxResend",
                    "idxSelectIdentify",
                    "idxSkip",
                    "idxStay",
                    "idxUnlock",
                    "idxUpdateProfile",
                    "interact",
                    "interactCustomAS",
                    "listOrgFactors",
                    "getOrgFactor",
                    "activateOrgFactor",
                    "deactivateOrgFactor",
                    "refreshCurrentSession",
                    "replaceApplicationUser",
                    "userinfoPost",
                    "userinfoPostCustomAS");

    /** What people see in their browsers; every house has its own. */
    private static final Set<String> PAGES =
            Set.of(
                    "activate",
                    "activateDevice",
                    "activatePage",
                    "authorizeCallback",
                    "consent",
                    "consentPage",
                    "emptyMailbox",
                    "mailbox",
                    "mailboxLetter",
                    "reset",
                    "resetDonePage",
                    "resetPage",
                    "home",
                    "startApplication",
                    "loginPage",
                    "sessionCookieRedirect",
                    "signIn",
                    "signInPage",
                    "signOut",
                    "ssoIdp",
                    "signOutPage",
                    "stylesheet",
                    "followLink",
                    "linkPage",
                    "widgetScript",
                    "passkeyScript",
                    "verifyEmailByLink",
                    "verifyEmailPage",
                    "tokenRedirect",
                    "welcome",
                    "welcomePage");

    /**
     * @param scopes those of which Okta wants one; empty where it wants none
     */
    private record Operation(String id, String method, String path, Set<String> scopes) {
        static Operation read(String line) {
            var cells = line.split("\t", -1);
            var scopes =
                    Arrays.stream(cells[11].split("[, ]+"))
                            .filter(Predicate.not(String::isEmpty))
                            .collect(Collectors.toSet());
            return new Operation(cells[4], cells[2], cells[3], scopes);
        }

        boolean is(Route route) {
            return id.equals(route.operation())
                    && method.equals(route.method())
                    && nameless(path).equals(nameless(route.path().toString()));
        }

        private static String nameless(String path) {
            return path.replaceAll("\\{\\w+}", "{}");
        }

        String line() {
            return "%s %s (%s)".formatted(method, path, id);
        }
    }

    private final List<Route> routes = FurnishedOrg.routes();

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Operation> okta() {
        var list = OKTA.resolve("operations.tsv");
        assumeTrue(Files.exists(list), "Okta's list of operations is not here");
        return lines(list).stream().skip(1).map(Operation::read).toList();
    }

    private static Set<String> scopes() {
        return lines(OKTA.resolve("scopes.txt")).stream()
                .filter(line -> !line.startsWith("#") && line.contains("\t"))
                .map(line -> line.split("\t", -1)[1])
                .collect(Collectors.toSet());
    }

    /** The operations said to be missing: what stands before the features that are. */
    private static List<String> notYet() {
        return lines(NOT_YET).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** Okta's documents each have names of their own: MyAccount's has some of Management's. */
    @Test
    void every_operation_has_a_name_of_its_own() {
        assertThat(routes)
                .extracting(route ->
                        route.path().toString().startsWith("/idp/myaccount")
                                + " "
                                + route.operation())
                .doesNotHaveDuplicates();
    }

    @Test
    void every_operation_is_one_of_okta_s_or_is_declared() {
        var known = okta();
        assertThat(routes)
                .filteredOn(route -> known.stream().noneMatch(operation -> operation.is(route)))
                .extracting(Route::operation)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ALSO.stream(), PAGES.stream()).toList());
    }

    @Test
    void every_scope_is_the_one_that_okta_wants() {
        var known = okta();
        var scopes = scopes();
        assertThat(routes)
                .filteredOn(route -> route.guard() instanceof Guard.Needs)
                .allSatisfy(route -> {
                    assertThat(scopes).contains(EveryRouteTest.scope(route));
                    assertThat(known)
                            .filteredOn(operation -> operation.is(route))
                            .allSatisfy(operation ->
                                    assertThat(operation.scopes())
                                            .contains(EveryRouteTest.scope(route)));
                });
    }

    @Test
    void what_is_not_built_is_listed_and_nothing_else() {
        var known = okta();
        var missing =
                known.stream()
                        .filter(operation -> routes.stream().noneMatch(operation::is))
                        .map(Operation::line)
                        .toList();
        System.out.printf(
                "Okta's operations: %d of %d%n", known.size() - missing.size(), known.size());
        assertThat(notYet())
                .as("%s, to hold exactly what is missing", NOT_YET.getFileName())
                .containsExactlyInAnyOrderElementsOf(missing);
    }

    @Test
    void ever_less_is_missing() {
        assertThat(notYet()).hasSizeLessThanOrEqualTo(MOST_MISSING);
    }
}
