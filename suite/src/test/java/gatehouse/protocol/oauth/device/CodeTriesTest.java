package gatehouse.protocol.oauth.device;

import static org.assertj.core.api.Assertions.assertThat;

import gatehouse.testkit.TestOrg;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CodeTriesTest {
    private final TestOrg org = TestOrg.fresh();

    @Test
    void nobody_may_try_user_codes_without_end() {
        assertThat(tries("192.0.2.1", 64)).isEqualTo(20);
        assertThat(tries("192.0.2.2", 1)).isOne();
        assertThat(tries("2001:db8::1", 15) + tries("2001:db8::ffff", 15)).isEqualTo(20);
        assertThat(tries("2001:db8:0:1::1", 1)).isOne();
        org.passes(Duration.ofMinutes(10));
        assertThat(tries("192.0.2.1", 1)).isOne();
    }

    private long tries(String address, int count) {
        return IntStream.range(0, count)
                .parallel()
                .filter(i -> org.inTx(tx -> CodeTries.admitted(tx, address)))
                .count();
    }
}
