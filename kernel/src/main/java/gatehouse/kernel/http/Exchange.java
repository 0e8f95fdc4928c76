package gatehouse.kernel.http;

import gatehouse.kernel.Org;
import gatehouse.kernel.Principal;
import gatehouse.kernel.Via;
import org.jspecify.annotations.Nullable;

/** What has become known of a request on its way through the pipeline. */
final class Exchange {
    final Request request;
    private Via via;
    private @Nullable Org org;
    private @Nullable Route route;
    private @Nullable Principal principal;
    private @Nullable Rate rate;

    Exchange(Request request) {
        this.request = request;
        this.via =
                new Via(
                        request.id(),
                        request.address(),
                        request.header("user-agent"),
                        request.method(),
                        request.path(),
                        null,
                        null,
                        "");
    }

    Via via() {
        return via;
    }

    Org in(Org found, String origin) {
        this.org = found;
        this.via = via.at(origin);
        return found;
    }

    @Nullable Org org() {
        return org;
    }

    Route at(Route found) {
        this.route = found;
        return found;
    }

    @Nullable Route route() {
        return route;
    }

    void by(Principal who) {
        this.principal = who;
    }

    /** Who asks, or null while not even the org is known. */
    @Nullable Principal known() {
        return principal;
    }

    /**
     * @throws IllegalStateException before the org is known
     */
    Principal principal() {
        if (principal == null) {
            throw new IllegalStateException("nobody yet");
        }
        return principal;
    }

    Rate rated(Rate counted) {
        this.rate = counted;
        return counted;
    }

    @Nullable Rate rate() {
        return rate;
    }
}
