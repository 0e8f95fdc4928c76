package gatehouse.policy.factors.manage;

import gatehouse.kernel.Json;
import gatehouse.kernel.Links;
import gatehouse.policy.factors.enrollment.Enrollment;
import gatehouse.policy.factors.enrollment.Enrollment.Status;
import gatehouse.policy.factors.enrollment.Kind;
import tools.jackson.databind.node.ObjectNode;

/** Factors as the Factors API shows them. */
final class FactorJson {
    private final String users;

    /**
     * @param origin under which the org is reached
     */
    FactorJson(String origin) {
        this.users = origin + "/api/v1/users/";
    }

    ObjectNode of(Enrollment one) {
        var json =
                Json.object()
                        .put("id", one.id())
                        .put("factorType", one.kind().factorType())
                        .put("provider", one.kind().provider())
                        .put("vendorName", vendor(one))
                        .put("status", one.status().name())
                        .put("created", Json.time(one.created()))
                        .put("lastUpdated", Json.time(one.lastUpdated()));
        var profile = one.shown();
        if (!profile.isEmpty()) {
            json.set("profile", profile);
        }
        json.set("_links", links(one));
        return json;
    }

    private static String vendor(Enrollment one) {
        return one.kind() == Kind.CUSTOM_OTP ? one.name() : one.kind().provider();
    }

    private ObjectNode links(Enrollment one) {
        var links = new Links(Json.object());
        var user = users + one.user();
        var self = user + "/factors/" + one.id();
        boolean active = one.status() == Status.ACTIVE;
        if (!active) {
            links.to("activate", self + "/lifecycle/activate", "POST");
        }
        if (!active && one.kind().sends()) {
            var resend = Json.object().put("name", one.kind().factorType());
            Links.methods(resend.put("href", self + "/resend"), "POST");
            links.json().putArray("resend").add(resend);
        }
        if (one.kind() == Kind.QUESTION) {
            links.to("questions", user + "/factors/questions", "GET");
        }
        if (active && one.kind() != Kind.QUESTION) {
            links.to("verify", self + "/verify", "POST");
        }
        links.to("self", self, active ? new String[] {"GET", "DELETE"} : new String[] {"GET"});
        links.to("user", user, "GET");
        return links.json();
    }

    /** One that could be enrolled. */
    ObjectNode offer(String user, Kind kind, String status, String need) {
        var json =
                Json.object()
                        .put("factorType", kind.factorType())
                        .put("provider", kind.provider())
                        .put("vendorName", kind.provider())
                        .put("status", status)
                        .put("enrollment", need);
        var links = Links.in(json);
        if (kind == Kind.QUESTION) {
            links.to("questions", users + user + "/factors/questions", "GET");
        }
        links.to("enroll", users + user + "/factors", "POST");
        return json;
    }

    /** A person was asked to prove it. */
    ObjectNode challenge(Enrollment one, String result) {
        var json = Json.object().put("factorResult", result);
        var profile = one.shown();
        if (!profile.isEmpty() && one.kind() != Kind.EMAIL) {
            json.set("profile", profile);
        }
        var self = users + one.user() + "/factors/" + one.id();
        var links = Links.in(json);
        links.to("verify", self + "/verify", "POST");
        links.to("factor", self, "GET", "DELETE");
        return json;
    }

    String qrCode(Enrollment one, String token) {
        return "%s%s/factors/%s/qr/%s".formatted(users, one.user(), one.id(), token);
    }
}
