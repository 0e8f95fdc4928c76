package gatehouse.apps.applications;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.Reply;
import gatehouse.testkit.TestOrg;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What tools that describe an org as code live on: what they sent comes back as they sent it, and
 * sending it again changes nothing.
 */
public final class RoundTrip {
    private static final Set<String> UNSEEN = Set.of("client_secret");

    private final TestOrg org;
    private final String at;

    /**
     * @param at the collection that things are made in
     */
    public RoundTrip(TestOrg org, String at) {
        this.org = org;
        this.at = at;
    }

    /** Makes it, and proves it; what was made stays. */
    public String holds(ObjectNode sent) {
        var made = org.post(at, sent.toString());
        assertThat(made.response().status()).as(made::toString).isBetween(200, 201);
        var one = at + "/" + made.id();
        cameBack("", sent, made.json());

        var first = shown(org.get(one));
        assertThat(org.put(one, sent.toString()).is(200).id()).isEqualTo(made.id());
        assertThat(shown(org.get(one))).as("after the same was put").isEqualTo(first);
        org.put(one, first.toString()).is(200);
        assertThat(shown(org.get(one))).as("after what was read was put").isEqualTo(first);
        return one;
    }

    private static String shown(Reply reply) {
        var json = (ObjectNode) reply.is(200).json();
        json.remove("lastUpdated");
        return json.toString();
    }

    private static void cameBack(String path, JsonNode sent, JsonNode got) {
        if (sent instanceof ObjectNode object) {
            for (var field : object.properties()) {
                if (!UNSEEN.contains(field.getKey())) {
                    var deeper = path + "/" + field.getKey();
                    cameBack(deeper, field.getValue(), got.path(field.getKey()));
                }
            }
        } else {
            assertThat(got).as(path).isEqualTo(sent);
        }
    }
}
