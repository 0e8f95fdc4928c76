package gatehouse.signin.recoverycodes;

import static gatehouse.signin.idx.IdxOrg.code;
import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.signin.idx.IdxOrg;
import gatehouse.signin.rules.Rules;
import gatehouse.testkit.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An org whose people keep recovery codes. */
final class RecoveryCodeOrg {
    static final String ANN = "ann@x.test";

    final IdxOrg idx = new IdxOrg();
    final Rules rules = new Rules(idx.org);
    final String authenticator = made().is(200).id();
    final String ann = idx.user(ANN);

    Reply made() {
        return idx.org.post(
                "/api/v1/authenticators",
                "{\"key\": \"recovery_code\", \"name\": \"Recovery codes\"}");
    }

    Reply withPassword(String handle, String login) {
        idx.identify(handle, login).is(200);
        return idx.password(handle, IdxOrg.PASSWORD);
    }

    /** A sign-in in which somebody is told their codes. */
    Reply setsUp(String handle, String login) {
        rules.enrolls("recovery_code", "REQUIRED");
        var offered = withPassword(handle, login).is(200);
        return idx.choose(handle, "credential/enroll", offered, "recovery_code").is(200);
    }

    static List<String> told(Reply shown) {
        return shown.json()
                .at("/currentAuthenticator/value/contextualData/recoveryCodes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The codes of somebody who has them, in an org that asks for two factors. */
    List<String> codes(String login) {
        var handle = idx.begun();
        var codes = told(setsUp(handle, login));
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        code(idx.password(handle, codes.getFirst()));
        rules.asks("2FA", "[]");
        return codes;
    }

    /** A sign-in in which a recovery code is asked for. */
    String asked(String login) {
        var handle = idx.begun();
        var offered = withPassword(handle, login).is(200);
        idx.choose(handle, "challenge", offered, "recovery_code").is(200);
        return handle;
    }

    Reply tries(String login, String code) {
        return idx.password(asked(login), code);
    }
}
