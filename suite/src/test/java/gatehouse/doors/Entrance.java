package gatehouse.doors;

import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A door, and what is sent there by one who signs in with a password and a code. */
enum Entrance {
    /** An application sends a browser to our page. */
    HOSTED(Hosted::new),
    /** A device shows a code, and a browser comes to our page with it. */
    DEVICE(Device::new),
    /** A widget in somebody else's page. */
    IDX(Idx::new),
    /** A program of the classic Authn API. */
    AUTHN(Authn::new),
    /** A client that brings what a person told it. */
    GRANT(Grant::new);

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Guarded, Tab> tabs;

    Entrance(Function<Guarded, Tab> tabs) {
        this.tabs = tabs;
    }

    Tab open(Guarded house) {
        return tabs.apply(house);
    }

    /** Whether one is the other, with another page behind it. */
    boolean is(Entrance other) {
        return this == other || (pages() && other.pages());
    }

    private boolean pages() {
        return this == HOSTED || this == DEVICE;
    }

    /** A sign-in under way, and the handle that names it. */
    abstract static class Tab {
        final Guarded house;
        String handle = "";

        Tab(Guarded house) {
            this.house = house;
        }

        abstract Sent password(String login, String password);

        abstract Sent code(String code);

        /** What the browser brings along, where there is one. */
        Map<String, String> cookies() {
            return Map.of();
        }

        /** Sends; what names the sign-in from here on is kept. */
        Reply send(Sent sent) {
            return sent.to(house);
        }

        Reply sendPassword() {
            return send(password(Guarded.ANN, Guarded.PASSWORD));
        }

        Reply sendCode() {
            return send(code(house.code(Guarded.ANN)));
        }
    }

    /** Our pages: a browser and its cookies. */
    private static class Hosted extends Tab {
        private final Map<String, String> kept = new HashMap<>();

        Hosted(Guarded house) {
            this(house, Sent.get(Guarded.AT + "authorize?" + house.request(), Map.of()));
        }

        Hosted(Guarded house, Sent first) {
            super(house);
            this.handle = send(first).is(303).header("Location").replaceAll(".*/signin/", "");
        }

        @Override
        Sent password(String login, String password) {
            return Sent.form(
                    "/signin/" + handle, cookies(), "username", login, "password", password);
        }

        @Override
        Sent code(String code) {
            return Sent.form("/signin/" + handle, cookies(), "passcode", code);
        }

        @Override
        Map<String, String> cookies() {
            var text = new StringBuilder("a=b");
            kept.forEach((name, value) -> text.append("; " + name + "=" + value));
            return Map.of("cookie", text.toString());
        }

        @Override
        Reply send(Sent sent) {
            var reply = super.send(sent);
            for (var set : reply.response().all("Set-Cookie")) {
                var pair = set.split(";", 2)[0].split("=", 2);
                kept.put(pair[0], pair[1]);
            }
            return reply;
        }
    }

    private static final class Device extends Hosted {
        Device(Guarded house) {
            super(house, Sent.form("/activate", Map.of(), "user_code", userCode(house)));
        }

        private static String userCode(Guarded house) {
            var asks = Wire.basic(house.app);
            return Sent.form(Guarded.AT + "device/authorize", asks, "scope", "openid")
                    .to(house)
                    .is(200)
                    .text("/user_code");
        }
    }

    private static final class Idx extends Tab {
        Idx(Guarded house) {
            super(house);
            var begun =
                    new Sent(
                                    "POST",
                                    Guarded.AT + "interact",
                                    form(house),
                                    house.request().replace("response_type=code&", ""))
                            .to(house)
                            .is(200);
            this.handle =
                    idx(
                                    "introspect",
                                    "\"interactionHandle\": \"%s\""
                                            .formatted(begun.text("/interaction_handle")))
                            .to(house)
                            .is(200)
                            .text("/stateHandle");
        }

        private static Map<String, String> form(Guarded house) {
            var all = new HashMap<>(Wire.basic(house.app));
            all.put("content-type", "application/x-www-form-urlencoded");
            return all;
        }

        private Sent idx(String path, String words) {
            var named = "{\"stateHandle\": \"" + handle + "\", " + words + "}";
            return Sent.json("/idp/idx/" + path, Map.of(), named);
        }

        @Override
        Sent password(String login, String password) {
            return idx(
                    "identify",
                    "\"identifier\": \"%s\", \"credentials\": {\"passcode\": \"%s\"}"
                            .formatted(login, password));
        }

        @Override
        Sent code(String code) {
            return idx(
                    "challenge/answer", "\"credentials\": {\"passcode\": \"%s\"}".formatted(code));
        }
    }

    private static final class Authn extends Tab {
        Authn(Guarded house) {
            super(house);
        }

        @Override
        Sent password(String login, String password) {
            var both = "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(login, password);
            return Sent.json("/api/v1/authn", Map.of(), both);
        }

        @Override
        Sent code(String code) {
            return Sent.json(
                    "/api/v1/authn/factors/token:software:totp/verify",
                    Map.of(),
                    "{\"stateToken\": \"%s\", \"passCode\": \"%s\"}".formatted(handle, code));
        }

        @Override
        Reply send(Sent sent) {
            var reply = super.send(sent);
            var token = reply.text("/stateToken");
            handle = token.isEmpty() ? handle : token;
            return reply;
        }
    }

    private static final class Grant extends Tab {
        Grant(Guarded house) {
            super(house);
        }

        @Override
        Sent password(String login, String password) {
            return token("password", "username", login, "password", password);
        }

        @Override
        Sent code(String code) {
            return token(
                    "http://auth0.com/oauth/grant-type/mfa-otp", "mfa_token", handle, "otp", code);
        }

        private Sent token(String type, String one, String is, String other, String too) {
            var client = Wire.basic(house.app);
            return Sent.form(
                    Guarded.AT + "token",
                    client,
                    "grant_type",
                    type,
                    "scope",
                    "openid",
                    one,
                    is,
                    other,
                    too);
        }

        @Override
        Reply send(Sent sent) {
            var reply = super.send(sent);
            var token = reply.text("/mfa_token");
            handle = token.isEmpty() ? handle : token;
            return reply;
        }
    }
}
