package gatehouse.policy.behaviors;

import gatehouse.kernel.resource.Stored;
import gatehouse.policy.zones.Whereabouts.Point;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A behaviour to look out for. What cannot be known shows nothing: neither where no past is long
 * enough, nor where nobody knows where an address is.
 */
record Behavior(String id, String name, String type, JsonNode settings) {
    private static final double SECONDS_AN_HOUR = 3_600;

    static Behavior of(Stored stored) {
        return new Behavior(
                stored.id(),
                stored.name(),
                stored.body().path("type").asString(""),
                stored.body().path("settings"));
    }

    /**
     * @param past the latest first
     */
    boolean isShown(List<PastSignIn> past, PastSignIn now) {
        return switch (type) {
            case "VELOCITY" -> isTooFast(past, now);
            case "ANOMALOUS_IP" -> isNew(past, now, PastSignIn::address);
            case "ANOMALOUS_DEVICE" -> isNewDevice(past, now);
            case "ANOMALOUS_ASN" -> isNew(past, now, PastSignIn::network);
            default -> isElsewhere(past, now);
        };
    }

    /**
     * The past that counts, or nothing where it is too short to tell. The first sign-in of all is
     * new in every way.
     */
    private @Nullable List<PastSignIn> counting(List<PastSignIn> past) {
        if (past.size() < settings.path("minEventsNeededForEvaluation").asInt(0)) {
            return null;
        }
        int most = settings.path("maxEventsUsedForEvaluation").asInt(20);
        return past.subList(0, Math.min(most, past.size()));
    }

    private boolean isNew(
            List<PastSignIn> past, PastSignIn now, Function<PastSignIn, @Nullable String> what) {
        var value = what.apply(now);
        var counting = counting(past);
        return value != null
                && counting != null
                && tells(counting, what)
                && counting.stream().noneMatch(one -> value.equals(what.apply(one)));
    }

    /** A past of which nobody knew where it was makes no place a new one. */
    private static boolean tells(
            List<PastSignIn> past, Function<PastSignIn, ? extends @Nullable Object> what) {
        return past.isEmpty() || past.stream().anyMatch(one -> what.apply(one) != null);
    }

    /** A device that nothing tells from others is as good as new. */
    private boolean isNewDevice(List<PastSignIn> past, PastSignIn now) {
        var counting = counting(past);
        return counting != null
                && (now.device() == null
                        || counting.stream()
                                .noneMatch(one -> Objects.equals(now.device(), one.device())));
    }

    private boolean isElsewhere(List<PastSignIn> past, PastSignIn now) {
        return switch (settings.path("granularity").asString("")) {
            case "COUNTRY" -> isNew(past, now, PastSignIn::country);
            case "SUBDIVISION" -> isNew(past, now, PastSignIn::region);
            case "CITY" -> isNew(past, now, Behavior::city);
            default -> isFar(past, now);
        };
    }

    /** Cities of one name lie in many countries. */
    private static @Nullable String city(PastSignIn one) {
        return one.city() == null ? null : one.country() + "/" + one.region() + "/" + one.city();
    }

    private boolean isFar(List<PastSignIn> past, PastSignIn now) {
        var here = now.point();
        var counting = counting(past);
        if (here == null || counting == null || !tells(counting, PastSignIn::point)) {
            return false;
        }
        double radius = settings.path("radiusKilometers").asDouble(0);
        return counting.stream().noneMatch(one -> isWithin(one.point(), here, radius));
    }

    private static boolean isWithin(@Nullable Point there, Point here, double kilometers) {
        return there != null && there.kilometersTo(here) <= kilometers;
    }

    private boolean isTooFast(List<PastSignIn> past, PastSignIn now) {
        var here = now.point();
        var last = past.isEmpty() ? null : past.getFirst();
        if (here == null || last == null || last.point() == null) {
            return false;
        }
        double hours = Duration.between(last.at(), now.at()).toSeconds() / SECONDS_AN_HOUR;
        double kilometers = last.point().kilometersTo(here);
        return kilometers > settings.path("velocityKph").asDouble(0) * Math.max(hours, 0);
    }
}
