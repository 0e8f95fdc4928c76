package gatehouse.kernel.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameServersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "ldap://127.0.0.1:1/x",
                "dns://127.0.0.1:1/x.test",
                "_v.ldap://127.0.0.1:1/x.test",
                "rmi:x.test",
                "_v.x.test/..",
                "_v.x test.test",
                "_v..test"
            })
    void what_is_no_name_is_asked_of_nobody(String name) {
        assertThat(NameServers.texts(name)).isEmpty();
    }
}
