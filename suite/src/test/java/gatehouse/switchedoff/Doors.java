package gatehouse.switchedoff;

import static gatehouse.switchedoff.Door.AUTHN;
import static gatehouse.switchedoff.Door.AUTHORIZE;
import static gatehouse.switchedoff.Door.CLIENT_CREDENTIALS;
import static gatehouse.switchedoff.Door.CODE;
import static gatehouse.switchedoff.Door.INTROSPECT;
import static gatehouse.switchedoff.Door.INTROSPECT_REFRESH;
import static gatehouse.switchedoff.Door.MACHINE;
import static gatehouse.switchedoff.Door.MACHINE_GRANT;
import static gatehouse.switchedoff.Door.PASSWORD;
import static gatehouse.switchedoff.Door.PROVIDER_AGAIN;
import static gatehouse.switchedoff.Door.PROVIDER_FACTOR;
import static gatehouse.switchedoff.Door.PROVIDER_FACTOR_RETURN;
import static gatehouse.switchedoff.Door.PROVIDER_NAMED;
import static gatehouse.switchedoff.Door.REFRESH;
import static gatehouse.switchedoff.Door.SESSION;
import static gatehouse.switchedoff.Door.SESSION_TOKEN;
import static gatehouse.switchedoff.Door.USERINFO;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The doors that open to one person, application, provider, rule or server, or by a password. */
final class Doors {
    static final Set<Door> OF_THE_PERSON =
            EnumSet.complementOf(EnumSet.of(CLIENT_CREDENTIALS, MACHINE, MACHINE_GRANT));
    static final Set<Door> OF_WHAT_WAS_BEGUN =
            EnumSet.of(
                    INTROSPECT,
                    INTROSPECT_REFRESH,
                    USERINFO,
                    SESSION,
                    AUTHORIZE,
                    SESSION_TOKEN,
                    CODE,
                    REFRESH,
                    PROVIDER_AGAIN,
                    PROVIDER_FACTOR_RETURN);
    // Whom a provider vouches for needs no password.
    static final Set<Door> OF_THE_PASSWORD =
            and(OF_WHAT_WAS_BEGUN, PASSWORD, AUTHN, PROVIDER_FACTOR);
    static final Set<Door> OF_THE_APP =
            EnumSet.of(
                    INTROSPECT,
                    INTROSPECT_REFRESH,
                    USERINFO,
                    AUTHORIZE,
                    SESSION_TOKEN,
                    CODE,
                    REFRESH,
                    PASSWORD);
    static final Set<Door> OF_THE_PROVIDER = EnumSet.range(PROVIDER_NAMED, PROVIDER_FACTOR_RETURN);
    static final Set<Door> OF_THE_POLICY =
            and(
                    OF_THE_PROVIDER,
                    AUTHORIZE,
                    SESSION_TOKEN,
                    CODE,
                    REFRESH,
                    PASSWORD,
                    CLIENT_CREDENTIALS);
    static final Set<Door> OF_THE_SERVER =
            and(OF_THE_POLICY, INTROSPECT, INTROSPECT_REFRESH, USERINFO);

    private Doors() {}

    static Set<Door> and(Set<Door> some, Door... more) {
        var all = EnumSet.copyOf(some);
        all.addAll(List.of(more));
        return all;
    }
}
