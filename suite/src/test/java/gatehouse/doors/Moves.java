package gatehouse.doors;

import gatehouse.kernel.Json;
import gatehouse.testkit.Dice;
import gatehouse.testkit.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Something that can be sent to a door.
 *
 * @param path in which {@code {}} stands for a name
 * @param form whether its body is a form, rather than JSON
 * @param names of the fields that say which sign-in, or which thing, it is about
 * @param fields that say something else; each may be left out
 */
record Moves(String path, boolean form, List<String> names, List<String> fields) {
    private static final Map<String, String> NONE = Map.of();

    static final List<Moves> ALL =
            List.of(
                    page("", "choose"),
                    page("", "way=recover"),
                    page("", "way=skip"),
                    page("", "way=poll"),
                    page("", "way=resend"),
                    page("", "way=restart", "username", "password"),
                    page("", "password=Brandnew9horse", "again=Brandnew9horse"),
                    page("/consent", "answer=allow"),
                    form("/activate", "user_code"),
                    form("/activate/decision", "user_code", "answer=allow"),
                    form("/email/verify", "token"),
                    form("/reset_password/{}", "password=Brandnew9horse", "again=Brandnew9horse"),
                    idx("introspect"),
                    idx("identify", "identifier", "/credentials/passcode"),
                    idx("challenge", "/authenticator/id", "/authenticator/methodType=otp"),
                    idx("challenge/answer", "/credentials/passcode", "/credentials/answer"),
                    idx("challenge/poll"),
                    idx("challenge/resend"),
                    idx("credential/enroll", "/authenticator/id"),
                    idx("keep-me-signed-in", "keepMeSignedIn=true"),
                    idx("recover"),
                    idx("skip"),
                    idx("unlock-account"),
                    idx("cancel"),
                    authn(""),
                    authn("/skip"),
                    authn("/previous"),
                    authn("/factors", "factorType=question", "provider=OKTA"),
                    authn("/factors", "factorType=token:software:totp", "provider=GOOGLE"),
                    authn("/factors/{}/verify", "passCode", "answer"),
                    authn("/factors/email/verify", "passCode"),
                    authn("/factors/{}/lifecycle/activate", "passCode"),
                    authn("/credentials/change_password", "oldPassword", "newPassword"),
                    authn("/credentials/reset_password", "newPassword"),
                    authn("/recovery/password", "username", "factorType=EMAIL"),
                    authn("/recovery/unlock", "username", "factorType=EMAIL"),
                    authn("/recovery/token", "recoveryToken"),
                    authn("/recovery/factors/EMAIL/verify", "passCode"),
                    authn("/recovery/answer", "answer"),
                    token("http://auth0.com/oauth/grant-type/mfa-otp", "otp"),
                    token("http://auth0.com/oauth/grant-type/mfa-oob", "oob_code", "binding_code"),
                    token("urn:okta:params:oauth:grant-type:otp", "login_hint", "otp"),
                    token("urn:okta:params:oauth:grant-type:oob", "oob_code", "binding_code"),
                    token("urn:ietf:params:oauth:grant-type:device_code", "device_code"),
                    token("interaction_code", "interaction_code", "code_verifier"),
                    token("authorization_code", "code", "redirect_uri", "code_verifier"),
                    token("refresh_token", "refresh_token"),
                    form(Guarded.AT + "challenge", "mfa_token"),
                    form(
                            Guarded.AT + "primary-authenticate",
                            "login_hint",
                            "channel_hint=sms",
                            "challenge_hint=urn:okta:params:oauth:grant-type:oob"),
                    json("/api/v1/sessions", List.of(), "sessionToken"));

    /** Those that the door of a sign-in understands. */
    static List<Moves> at(Entrance.Tab tab) {
        var door = tab.code("").path().split("/", -1)[1];
        return ALL.stream().filter(move -> move.path.startsWith("/" + door + "/")).toList();
    }

    private static Moves page(String more, String... fields) {
        return form("/signin/{}" + more, fields);
    }

    private static Moves form(String path, String... fields) {
        return new Moves(path, true, List.of(), List.of(fields));
    }

    private static Moves json(String path, List<String> names, String... fields) {
        return new Moves(path, false, names, List.of(fields));
    }

    private static Moves idx(String path, String... fields) {
        var names = List.of("stateHandle", "stateToken", "interactionHandle");
        return json(
                "/idp/idx/" + path, names.subList(0, path.equals("introspect") ? 3 : 1), fields);
    }

    private static Moves authn(String path, String... fields) {
        return json("/api/v1/authn" + path, List.of("stateToken"), fields);
    }

    private static Moves token(String type, String... fields) {
        var all = new ArrayList<>(List.of(fields));
        all.add("grant_type=" + type);
        all.add("scope=openid");
        return new Moves(Guarded.AT + "token", true, List.of("mfa_token"), all);
    }

    /**
     * @param name which thing it shall be about
     * @param word what it shall say
     */
    Sent filled(Guarded house, Dice dice, Supplier<String> name, Supplier<String> word) {
        var said = new HashMap<String, String>();
        names.forEach(one -> said.put(one, name.get()));
        for (var field : fields) {
            var parts = field.split("=", 2);
            if (parts.length == 2) {
                said.put(parts[0], parts[1]);
            } else if (dice.number(6) > 0) {
                said.put(field, person(field) ? Guarded.ANN : dice.either(word, name));
            }
        }
        var at = path.replace("{}", Wire.encoded(name.get()));
        var client = path.startsWith(Guarded.AT) ? Wire.basic(house.app) : NONE;
        return form ? Sent.form(at, client, pairs(said)) : Sent.json(at, client, json(said));
    }

    private static String[] pairs(Map<String, String> said) {
        return said.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                .toArray(String[]::new);
    }

    private static boolean person(String field) {
        return List.of("identifier", "username", "login_hint").contains(field);
    }

    private static String json(Map<String, String> said) {
        var json = Json.object();
        said.forEach((field, word) -> {
            if (field.startsWith("/")) {
                var parts = field.split("/", -1);
                json.withObject("/" + parts[1]).put(parts[2], word);
            } else {
                json.put(field, word);
            }
        });
        return json.toString();
    }
}
