package gatehouse.directory.users;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each operation on an account, from each state it may be in: where it leads, or what it says. */
class LifecycleTest {
    private static final String USERS = "/api/v1/users/";
    private final TestOrg org = TestOrg.fresh();

    private Reply user(String query, String credentials) {
        return org.post(
                        "/api/v1/users" + query,
                        """
                        {"profile": {"firstName": "Ann", "lastName": "Lee", "login": "ann@x.test",
                                     "email": "ann@x.test"}, "credentials": %s}\
                        """
                                .formatted(credentials))
                .is(200);
    }

    private String in(UserStatus status) {
        var user =
                switch (status) {
                    case STAGED -> user("?activate=false", "{}");
                    case PROVISIONED -> user("", "{}");
                    default -> user("", "{\"password\": {\"value\": \"Correct9horse\"}}");
                };
        var at = USERS + user.id() + "/lifecycle/";
        switch (status) {
            case SUSPENDED -> org.post(at + "suspend", "").is(200);
            case DEPROVISIONED -> org.post(at + "deactivate", "").is(200);
            case PASSWORD_EXPIRED -> org.post(at + "expire_password", "").is(200);
            case RECOVERY -> org.post(at + "reset_password?sendEmail=false", "").is(200);
            case LOCKED_OUT -> IntStream.range(0, 10).forEach(_ -> fail());
            default -> {}
        }
        assertThat(status(user.id())).isEqualTo(status.name());
        return user.id();
    }

    private void fail() {
        org.post("/api/v1/authn", "{\"username\": \"ann@x.test\", \"password\": \"wrong\"}")
                .is(401);
    }

    private String status(String user) {
        return org.get(USERS + user).is(200).text("/status");
    }

    /** An error, or the state that follows; a dot where the state stays. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
STAGED           | PROVISIONED   | 403 E0000038  | 400 E0000001 | 400 E0000001 | 403 E0000032 | 403 E0000038     | 403 E0000038 | DEPROVISIONED
PROVISIONED      | 403 E0000016  | PROVISIONED   | SUSPENDED    | 400 E0000001 | 403 E0000032 | 403 E0000038     | RECOVERY     | DEPROVISIONED
ACTIVE           | 403 E0000016  | 403 E0000038  | SUSPENDED    | 400 E0000001 | 403 E0000032 | PASSWORD_EXPIRED | RECOVERY     | DEPROVISIONED
PASSWORD_EXPIRED | 403 E0000016  | 403 E0000038  | 400 E0000001 | 400 E0000001 | 403 E0000032 | PASSWORD_EXPIRED | RECOVERY     | DEPROVISIONED
RECOVERY         | 403 E0000016  | RECOVERY      | 400 E0000001 | 400 E0000001 | 403 E0000032 | 403 E0000038     | RECOVERY     | DEPROVISIONED
LOCKED_OUT       | 403 E0000016  | 403 E0000038  | 400 E0000001 | 400 E0000001 | ACTIVE       | PASSWORD_EXPIRED | RECOVERY     | DEPROVISIONED
SUSPENDED        | 403 E0000016  | 403 E0000038  | 400 E0000001 | ACTIVE       | 403 E0000032 | 403 E0000038     | 403 E0000038 | DEPROVISIONED
DEPROVISIONED    | PROVISIONED   | 403 E0000038  | 400 E0000001 | 400 E0000001 | 403 E0000032 | 403 E0000038     | 403 E0000038 | 404 E0000007
""")
    void each_state_allows_what_it_allows(
            UserStatus from,
            String activate,
            String reactivate,
            String suspend,
            String unsuspend,
            String unlock,
            String expire,
            String reset,
            String deactivate) {
        leads(from, "activate?sendEmail=false", activate);
        leads(from, "reactivate?sendEmail=false", reactivate);
        leads(from, "suspend", suspend);
        leads(from, "unsuspend", unsuspend);
        leads(from, "unlock", unlock);
        leads(from, "expire_password", expire);
        leads(from, "expire_password_with_temp_password", expire);
        leads(from, "reset_password?sendEmail=false", reset);
        leads(from, "deactivate", deactivate);
    }

    private void leads(UserStatus from, String operation, String outcome) {
        var user = in(from);
        var reply = org.post(USERS + user + "/lifecycle/" + operation, "");

        if (outcome.contains(" ")) {
            var error = outcome.split(" ");
            reply.is(Integer.parseInt(error[0]), error[1]);
            assertThat(status(user)).isEqualTo(from.name());
        } else {
            reply.is(200);
            assertThat(status(user)).as(operation).isEqualTo(outcome);
        }
        remove(user);
    }

    private void remove(String user) {
        if (!status(user).equals("DEPROVISIONED")) {
            org.delete(USERS + user).is(204);
        }
        org.delete(USERS + user).is(204);
    }

    @Test
    void whoever_never_had_a_password_has_to_be_activated_after_a_suspension_too() {
        var user = in(UserStatus.PROVISIONED);
        org.post(USERS + user + "/lifecycle/suspend", "").is(200);
        org.post(USERS + user + "/lifecycle/unsuspend", "").is(200);

        assertThat(status(user)).isEqualTo("PROVISIONED");
    }

    @Test
    void what_was_asked_for_is_answered() {
        var user = in(UserStatus.PROVISIONED);
        var at = USERS + user + "/lifecycle/";

        var link = org.post(at + "reactivate?sendEmail=false", "").is(200);
        assertThat(link.text("/activationUrl")).endsWith(link.text("/activationToken"));
        assertThat(org.post(at + "reactivate?sendEmail=true", "").is(200).body()).isEqualTo("{}");
        org.post(USERS + user, "{\"credentials\": {\"password\": {\"value\": \"Correct9horse\"}}}")
                .is(200);
        assertThat(org.post(at + "expire_password", "").is(200).text("/status"))
                .isEqualTo("PASSWORD_EXPIRED");
        assertThat(org.post(at + "expire_password_with_temp_password", "").text("/tempPassword"))
                .isNotEmpty();
        assertThat(org.post(at + "reset_password?sendEmail=false", "").text("/resetPasswordUrl"))
                .startsWith("http");
    }
}
