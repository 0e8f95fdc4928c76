package gatehouse.switchedoff;

import static gatehouse.switchedoff.Door.AUTHORIZE;
import static gatehouse.switchedoff.Door.CLIENT_CREDENTIALS;
import static gatehouse.switchedoff.Door.CODE;
import static gatehouse.switchedoff.Door.INTROSPECT;
import static gatehouse.switchedoff.Door.INTROSPECT_REFRESH;
import static gatehouse.switchedoff.Door.MACHINE;
import static gatehouse.switchedoff.Door.MACHINE_GRANT;
import static gatehouse.switchedoff.Door.PASSWORD;
import static gatehouse.switchedoff.Door.REFRESH;
import static gatehouse.switchedoff.Door.SESSION_TOKEN;
import static gatehouse.switchedoff.Door.USERINFO;

import java.util.EnumSet;
import java.util.Set;

/** The doors that open to one person, one application or one rule. */
final class Doors {
    static final Set<Door> OF_THE_PERSON =
            EnumSet.complementOf(EnumSet.of(CLIENT_CREDENTIALS, MACHINE, MACHINE_GRANT));
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
    static final Set<Door> OF_THE_POLICY =
            EnumSet.of(AUTHORIZE, SESSION_TOKEN, CODE, REFRESH, PASSWORD, CLIENT_CREDENTIALS);

    private Doors() {}
}
