package gatehouse.signin.flow;

import gatehouse.kernel.Digest;
import gatehouse.kernel.db.Row;
import gatehouse.kernel.http.Params;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in under way, as it was when it was read.
 *
 * @param version counts its changes; it is changed only by who has seen the last
 * @param path of the endpoint that it began at
 * @param params of the request there, as a query
 * @param app that the person wants to use, or null
 * @param began when: what was proved since was proved for it
 */
public record Flow(
        String id,
        int version,
        Purpose purpose,
        String path,
        String params,
        @Nullable String app,
        Instant began,
        Instant expires,
        State state) {
    /** The page of ours on which people let devices in. */
    public static final String ACTIVATE = "/activate";

    private static final String DEVICE = "device";

    /** How {@link #params} say which device it is, by what it alone knows. */
    public static String device(String secret) {
        var hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(secret));
        return DEVICE + "=" + hash;
    }

    /** One that nobody has begun, to ask what would come of it. */
    public static Flow imagined(Flows.Beginning from, State state, Instant now) {
        return new Flow(
                "",
                0,
                from.purpose(),
                from.path(),
                from.params(),
                from.app(),
                now,
                now.plus(Flows.LIFETIME),
                state);
    }

    static Flow read(Row row) {
        var state = row.json("state");
        var expires = row.instant("expires");
        var began = row.instantOrNull("began");
        return new Flow(
                row.text("id"),
                row.integer("version"),
                Purpose.valueOf(row.text("purpose")),
                row.text("path"),
                row.text("params"),
                row.textOrNull("app"),
                began == null ? expires.minus(Flows.LIFETIME) : began,
                expires,
                state.isEmpty() ? State.NEW : row.json("state", State.class));
    }

    /**
     * The hash by which a program that speaks for the person knows their device; null where it says
     * nothing, and a browser has its cookie.
     */
    public byte @Nullable [] device() {
        var said = purpose == Purpose.DIRECT ? Params.parse(params).first(DEVICE) : null;
        return said == null ? null : Base64.getUrlDecoder().decode(said);
    }

    /** Whether the code that a device shows is asked for before all else. */
    public boolean awaitsCode() {
        return purpose == Purpose.PAGE && path.equals(ACTIVATE) && params.isEmpty();
    }

    /** The same, for what was asked for meanwhile. */
    Flow binding(String query, String application) {
        return new Flow(id, version, purpose, path, query, application, began, expires, state);
    }

    /** Whether all that was proved was proved for the session before. */
    public boolean inherited() {
        return state.rested() != null
                && state.remember() == null
                && state.proofs().stream().allMatch(proof -> proof.at().isBefore(began));
    }

    public Flow with(int newVersion, State next) {
        return new Flow(id, newVersion, purpose, path, params, app, began, expires, next);
    }
}
