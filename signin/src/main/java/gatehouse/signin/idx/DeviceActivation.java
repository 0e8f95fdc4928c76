package gatehouse.signin.idx;

import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Response;
import gatehouse.signin.activate.ActivateRoutes;
import gatehouse.signin.activate.Devices;
import gatehouse.signin.authorize.SignInFirst;
import gatehouse.signin.engine.Engine;
import gatehouse.signin.flow.Flow;
import gatehouse.signin.flow.Flows;
import gatehouse.signin.sessions.Sessions;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks for the code that a device shows, before anybody is asked who they are: what the device
 * wants decides what they must prove. Whether it gets that is asked on our page, in the end.
 */
final class DeviceActivation {
    static final String PATH = "device/activate";

    private final Engine engine;
    private final Devices devices;

    DeviceActivation(Engine engine, Devices devices) {
        this.engine = engine;
        this.devices = devices;
    }

    /** What came of a code. */
    sealed interface Outcome {
        /** The sign-in is for its device from here on. */
        record For(Flow flow) implements Outcome {}

        /** That is the answer. */
        record Answered(Response response) implements Outcome {}
    }

    /** The form that takes the code. */
    static Response asking(Ion ion, Flow flow) {
        return asking(ion, flow, 200, Optional.empty());
    }

    private static Response asking(Ion ion, Flow flow, int status, Optional<ObjectNode> message) {
        var code = Ion.field("userCode", "Activation Code");
        return Answers.plain(ion, flow, status, ion.form("user-code", PATH, code), message);
    }

    /**
     * @param code as it was typed
     */
    Outcome of(Call call, Ion ion, Flow flow, String code) {
        if (!flow.awaitsCode()) {
            return new Outcome.For(flow);
        }
        if (code.isBlank()) {
            return refused(ion, flow, 400, Words.missing());
        }
        if (!Devices.admitted(call)) {
            return refused(ion, flow, 429, Words.tooMany());
        }
        return devices.found(call, code.strip())
                .map(found -> bound(call, ion, flow, code.strip(), found))
                .orElseGet(() -> refused(ion, flow, 400, Words.invalidDeviceCode()));
    }

    private static Outcome refused(Ion ion, Flow flow, int status, ObjectNode why) {
        return new Outcome.Answered(asking(ion, flow, status, Optional.of(why)));
    }

    /** Whoever is signed in as the application wants it keeps the session they have. */
    private Outcome bound(Call call, Ion ion, Flow flow, String code, Devices.Found found) {
        var app = found.client().appId();
        var query = ActivateRoutes.query(code);
        var session =
                call.db().reading(call.principal(), tx -> Sessions.current(tx, call.request()));
        if (session.filter(here -> SignInFirst.enough(engine, call, here, app)).isPresent()) {
            boolean first = call.db().as(call.principal(), tx -> Flows.over(tx, flow));
            return new Outcome.Answered(
                    first ? Answers.leading(ion, flow, "/activate?" + query) : Answers.gone());
        }
        return call.db()
                .as(call.principal(), tx -> Flows.bind(tx, flow, query, app))
                .<Outcome>map(Outcome.For::new)
                .orElseGet(() -> new Outcome.Answered(Answers.gone()));
    }
}
