package gatehouse.doors;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.doors.Entrance.Tab;
import gatehouse.testkit.Breaches;
import gatehouse.testkit.Reply;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Who must prove two things gets in at no door with one of them, whatever is left out, repeated,
 * put in another order, or taken from one door to the next (catalogue D4.2, D4.6).
 */
class ProofsTest {
    private static final String DETECTED = "security.breached_credential.detected";

    private final Guarded house = new Guarded();

    private static void nothing(Reply reply) {
        assertThat(Sent.loot(reply)).as(reply.toString()).isEmpty();
        assertThat(reply.response().status()).as(reply.toString()).isLessThan(500);
    }

    private static boolean lets(Reply reply) {
        return !Sent.loot(reply).isEmpty();
    }

    private static void atEveryDoor(Consumer<Entrance> holds) {
        for (var door : Entrance.values()) {
            try {
                holds.accept(door);
            } catch (AssertionError e) {
                throw new AssertionError("at " + door, e);
            }
        }
    }

    private Tab half(Entrance door) {
        house.later();
        var tab = door.open(house);
        nothing(tab.sendPassword());
        return tab;
    }

    @Test
    void who_proves_both_comes_in() {
        atEveryDoor(door -> assertThat(lets(half(door).sendCode())).isTrue());
    }

    @Test
    void an_empty_request_proves_nothing() {
        atEveryDoor(door -> {
            var tab = half(door);
            nothing(tab.send(tab.code("").emptied()));
            nothing(tab.send(tab.code("")));
            nothing(tab.send(tab.code("null")));
            nothing(tab.send(tab.password("", "").emptied()));
        });
    }

    @Test
    void the_same_proof_twice_is_one() {
        atEveryDoor(door -> {
            var tab = half(door);
            nothing(tab.sendPassword());
            nothing(tab.send(tab.code(Guarded.PASSWORD)));
            var other = door.open(house);
            var code = other.code(house.code(Guarded.ANN));
            nothing(other.send(code));
            nothing(other.send(code));
        });
    }

    @Test
    void somebody_else_s_proof_is_none() {
        atEveryDoor(door -> {
            var tab = half(door);
            nothing(tab.send(tab.code(house.code(Guarded.BOB))));
            var other = door.open(house);
            nothing(other.send(other.password(Guarded.ANN, "Wrong9horse")));
            nothing(other.sendCode());
        });
    }

    @Test
    void a_password_that_is_known_from_a_breach_lets_nobody_in() {
        var password = Breaches.given(house.org, Guarded.ANN);
        atEveryDoor(door -> {
            house.later();
            var tab = door.open(house);
            nothing(tab.send(tab.password(Guarded.ANN, password)));
            nothing(tab.sendCode());
        });
        assertThat(Collections.frequency(house.org.events(), DETECTED))
                .isEqualTo(Entrance.values().length);
    }

    @Test
    void two_tabs_with_a_proof_each_have_one_each() {
        atEveryDoor(door -> {
            var one = half(door);
            var other = door.open(house);
            nothing(other.sendCode());
            nothing(one.send(one.code("")));
            nothing(other.send(other.code("")));
        });
    }

    @Test
    void a_handle_that_was_changed_is_none() {
        atEveryDoor(door -> {
            var tab = half(door);
            var code = tab.code(house.code(Guarded.ANN));
            for (var changed : changed(tab.handle)) {
                nothing(code.saying(tab.handle, changed).to(house));
            }
            assertThat(lets(tab.send(code))).isTrue();
        });
    }

    private static List<String> changed(String handle) {
        int middle = handle.length() / 2;
        var letter = handle.charAt(middle) == 'A' ? "B" : "A";
        return List.of(
                handle.substring(0, middle) + letter + handle.substring(middle + 1),
                handle.substring(1),
                handle.substring(0, handle.length() - 1),
                handle.substring(0, middle),
                handle + "A",
                handle + "%00",
                "null",
                "0");
    }

    @Test
    void what_was_proved_at_one_door_counts_at_no_other() {
        atEveryDoor(door -> {
            for (var other : Entrance.values()) {
                if (!door.is(other)) {
                    var here = half(door);
                    var there = other.open(house);
                    there.handle = here.handle;
                    nothing(there.sendCode());
                    nothing(here.send(here.code("")));
                }
            }
        });
    }

    @Test
    void a_sign_in_that_is_over_gives_nothing_more() {
        atEveryDoor(door -> {
            var tab = half(door);
            var last = tab.code(house.code(Guarded.ANN));
            assertThat(lets(last.to(house))).isTrue();
            nothing(last.to(house));
            house.later();
            nothing(tab.code(house.code(Guarded.ANN)).to(house));
        });
    }

    @Test
    void of_many_who_finish_at_once_one_comes_in() {
        atEveryDoor(door -> {
            var last = half(door).code(house.code(Guarded.ANN));
            long in = IntStream.range(0, 16).parallel().filter(i -> lets(last.to(house))).count();
            assertThat(in).isOne();
        });
    }

    /** CVE-2026-4282: what names one thing is nothing where another is asked for. */
    @Test
    void what_names_a_sign_in_names_nothing_else() {
        atEveryDoor(door -> {
            var handle = half(door).handle;
            for (var sent : Elsewhere.with(house, handle)) {
                var reply = sent.to(house);
                nothing(reply);
                assertThat(reply.response().status())
                        .as("%s %s", sent, reply)
                        .isIn(303, 400, 401, 403, 404);
            }
        });
    }
}
