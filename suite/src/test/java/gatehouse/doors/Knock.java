package gatehouse.doors;

import gatehouse.doors.Entrance.Tab;
import gatehouse.testkit.Reply;
import gatehouse.testkit.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a stranger does with a name, at one door. */
enum Knock {
    HOSTED_PASSWORD(Entrance.HOSTED),
    DEVICE_PASSWORD(Entrance.DEVICE),
    IDX_PASSWORD(Entrance.IDX),
    AUTHN_PASSWORD(Entrance.AUTHN),
    GRANT_PASSWORD(Entrance.GRANT),
    GRANT_CODE {
        @Override
        List<Reply> made(Guarded house, String name) {
            var sent =
                    Sent.form(
                            Guarded.AT + "token",
                            Wire.basic(house.app),
                            "grant_type",
                            "urn:okta:params:oauth:grant-type:otp",
                            "scope",
                            "openid",
                            "login_hint",
                            name,
                            "otp",
                            "000000");
            return often(() -> sent.to(house), MANY);
        }
    },
    IDX_CODE {
        @Override
        List<Reply> made(Guarded house, String name) {
            var tab = Entrance.IDX.open(house);
            var heard = asked(house, tab, name, "google_otp");
            heard.addAll(often(() -> tab.send(tab.code("000000")), MANY));
            return heard;
        }
    },
    IDX_LETTER {
        @Override
        List<Reply> made(Guarded house, String name) {
            var tab = Entrance.IDX.open(house);
            var heard = asked(house, tab, name, "okta_email");
            heard.addAll(often(() -> tab.send(tab.code("000000")), MANY));
            heard.addAll(often(() -> idx(house, tab, "challenge/resend", ""), MANY));
            heard.addAll(often(() -> tab.send(tab.code("000000")), 2));
            return heard;
        }
    },
    IDX_PASSKEY {
        @Override
        List<Reply> made(Guarded house, String name) {
            var tab = Entrance.IDX.open(house);
            var heard = asked(house, tab, name, "webauthn");
            var signed =
                    "\"credentials\": {\"authenticatorData\": \"eA\", \"clientData\": \"eA\","
                            + " \"signatureData\": \"eA\"}";
            heard.addAll(often(() -> idx(house, tab, "challenge/answer", signed), 3));
            return heard;
        }
    },
    IDX_RECOVERY {
        @Override
        List<Reply> made(Guarded house, String name) {
            var tab = Entrance.IDX.open(house);
            var heard = new ArrayList<Reply>();
            heard.add(idx(house, tab, "identify", "\"identifier\": \"" + name + "\""));
            heard.add(idx(house, tab, "recover", ""));
            heard.add(chosen(house, tab, "okta_email"));
            heard.addAll(often(() -> tab.send(tab.code("000000")), MANY));
            return heard;
        }
    },
    HOSTED_LETTER {
        @Override
        List<Reply> made(Guarded house, String name) {
            var tab = Entrance.HOSTED.open(house);
            var heard = passwords(tab, name);
            var email = house.authenticator("okta_email") + "/email";
            heard.add(tab.send(tab.code("").saying("passcode=", "choose=" + email)));
            heard.addAll(often(() -> tab.send(tab.code("000000")), MANY));
            heard.addAll(often(() -> tab.send(tab.code("").saying("passcode=", "way=resend")), 2));
            return heard;
        }
    },
    AUTHN_RECOVERY {
        @Override
        List<Reply> made(Guarded house, String name) {
            return often(() -> forgotten(house, "password", name), 2);
        }
    },
    AUTHN_UNLOCK {
        @Override
        List<Reply> made(Guarded house, String name) {
            return often(() -> forgotten(house, "unlock", name), 2);
        }
    };

    /** More often than anything may be tried. */
    private static final int MANY = 7;

    private final @Nullable Entrance entrance;

    Knock() {
        this(null);
    }

    /** Wrong passwords at one of the doors that take any. */
    Knock(@Nullable Entrance entrance) {
        this.entrance = entrance;
    }

    List<Reply> made(Guarded house, String name) {
        return passwords(Objects.requireNonNull(entrance).open(house), name);
    }

    private static List<Reply> often(Supplier<Reply> once, int times) {
        var heard = new ArrayList<Reply>();
        for (int i = 0; i < times; i++) {
            heard.add(once.get());
        }
        return heard;
    }

    private static List<Reply> passwords(Tab tab, String name) {
        return often(() -> tab.send(tab.password(name, "Wrong9horse")), 2);
    }

    private static List<Reply> asked(Guarded house, Tab tab, String name, String key) {
        var heard = new ArrayList<Reply>();
        heard.add(idx(house, tab, "identify", "\"identifier\": \"" + name + "\""));
        heard.add(chosen(house, tab, key));
        return heard;
    }

    private static Reply chosen(Guarded house, Tab tab, String key) {
        var id = house.authenticator(key);
        return idx(house, tab, "challenge", "\"authenticator\": {\"id\": \"" + id + "\"}");
    }

    private static Reply idx(Guarded house, Tab tab, String path, String more) {
        var named = "{\"stateHandle\": \"" + tab.handle + "\"" + (more.isEmpty() ? "" : ", ");
        return Sent.json("/idp/idx/" + path, Map.of(), named + more + "}").to(house);
    }

    private static Reply forgotten(Guarded house, String what, String name) {
        return Sent.json(
                        "/api/v1/authn/recovery/" + what,
                        Map.of(),
                        "{\"username\": \"%s\", \"factorType\": \"EMAIL\"}".formatted(name))
                .to(house);
    }
}
