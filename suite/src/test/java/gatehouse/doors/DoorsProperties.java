package gatehouse.doors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.doors.Entrance.Tab;
import gatehouse.testkit.Dice;
import gatehouse.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Long walks from door to door. Who has one of the two things that the policy wants, and time, and
 * everything that any door ever told them, gets neither a session nor a token.
 */
class DoorsProperties {
    private static final int WALKS = 4;
    private static final int STEPS = 50;
    private static final String NEW = "Brandnew9horse";
    private static final Pattern IN_LETTERS =
            Pattern.compile("\\b\\d{6}\\b|(?<=token=)\\w+|(?<=reset_password/)\\w+");

    /** Names of things, as doors give them. */
    private static final Pattern HANDLES =
            Pattern.compile("(?<=/signin/)[\\w-]+|(?<=choose\" value=\")[^\"]+");

    private static final Predicate<String> THING =
            Pattern.compile("[\\w.-]{16,}").asMatchPredicate();

    private final Guarded house = new Guarded();

    /** Somebody who is after Ann's account, and what they have. */
    private final class Intruder {
        private final Dice dice;
        private final boolean readsMail;
        private final List<Tab> tabs = new ArrayList<>();
        private final List<String> told = new ArrayList<>(List.of("", "x"));
        private final List<String> path = new ArrayList<>();

        Intruder(Dice dice, boolean readsMail) {
            this.dice = dice;
            this.readsMail = readsMail;
        }

        private String secret() {
            return readsMail
                    ? dice.of(List.of(Guarded.PASSWORD, Guarded.PASSWORD, NEW, "123456"))
                    : dice.of(List.of(house.code(Guarded.ANN), "Wrong9horse", "123456"));
        }

        private String something() {
            return dice.heads() ? secret() : heard();
        }

        /** Of late, mostly. */
        private String heard() {
            int many = Math.min(told.size(), 12);
            return dice.of(dice.heads() ? told : told.subList(told.size() - many, told.size()));
        }

        private Tab tab() {
            return dice.heads() ? tabs.getLast() : dice.of(tabs);
        }

        private String handle() {
            return tabs.isEmpty() || dice.number(4) == 0 ? heard() : tab().handle;
        }

        void walks() {
            for (int i = 0; i < STEPS; i++) {
                if (i % 20 == 0) {
                    house.later();
                }
                var reply =
                        dice.<Reply>either(this::opens, this::proves, this::proves, this::roams);
                assertThat(Sent.loot(reply)).as("%s\n%s", path, reply).isEmpty();
                assertThat(reply.response().status()).as("%s\n%s", path, reply).isLessThan(500);
                hears(reply);
            }
        }

        private Reply opens() {
            var tab = dice.of(List.of(Entrance.values())).open(house);
            tabs.add(tab);
            return sent(tab, tab.password(Guarded.ANN, secret()));
        }

        private Reply proves() {
            if (tabs.isEmpty()) {
                return opens();
            }
            var tab = tab();
            var proof =
                    dice.heads()
                            ? tab.code(something())
                            : tab.password(dice.of(List.of(Guarded.ANN, Guarded.BOB)), secret());
            return sent(tab, dice.number(5) == 0 ? proof.emptied() : proof);
        }

        private Reply sent(Tab tab, Sent sent) {
            path.add(sent.path() + " " + sent.body());
            return tab.send(sent);
        }

        private Reply roams() {
            var move =
                    tabs.isEmpty() || dice.heads()
                            ? dice.of(Moves.ALL)
                            : dice.of(Moves.at(tabs.getLast()));
            return sent(move.filled(house, dice, this::handle, this::something).with(cookies()));
        }

        private Map<String, String> cookies() {
            return tabs.isEmpty() ? Map.of() : tab().cookies();
        }

        private Reply sent(Sent sent) {
            path.add(sent.path() + " " + sent.body());
            return sent.to(house);
        }

        private void hears(Reply reply) {
            var text = reply.header("Location") + " " + reply.body();
            HANDLES.matcher(text).results().map(found -> found.group()).forEach(told::add);
            if (reply.body().startsWith("{")) {
                texts(reply.json()).filter(THING).distinct().forEach(told::add);
            }
            if (readsMail) {
                house.org.mails().stream()
                        .flatMap(mail -> IN_LETTERS.matcher(mail.text()).results())
                        .map(found -> found.group())
                        .filter(one -> !told.contains(one))
                        .forEach(told::add);
            }
        }

        private static Stream<String> texts(JsonNode json) {
            return json.isString()
                    ? Stream.of(json.asString())
                    : json.valueStream().flatMap(Intruder::texts);
        }
    }

    @Test
    void a_password_and_a_mailbox_let_nobody_in_where_a_code_is_asked_for() {
        Dice.forAll(WALKS, dice -> dice, dice -> new Intruder(dice, true).walks());
    }

    @Test
    void codes_let_nobody_in_where_a_password_is_asked_for() {
        Dice.forAll(WALKS, dice -> dice, dice -> new Intruder(dice, false).walks());
    }
}
