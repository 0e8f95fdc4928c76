package gatehouse.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final String LONG = "x".repeat(1_000);
    private static final Map<String, Object> VALUES =
            Map.of(
                    "DateTime",
                    ZonedDateTime.parse("2015-07-31T17:18:37.979Z"),
                    "user",
                    Map.of("firstName", "Ann", "email", "ann@x.test", "tags", List.of("a", "b")),
                    "groups",
                    List.of("Everyone", "eng-core", "eng-web"),
                    "session",
                    Map.of("amr", List.of("pwd")),
                    "member",
                    Map.of(Membership.OF, (Membership) ExpressionTest::groups));

    private static List<Membership.Group> groups() {
        return List.of(
                new Membership.Group("00g1", "Everyone", "BUILT_IN"),
                new Membership.Group("00g2", "eng-core", "OKTA_GROUP"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "user.firstName|Ann",
                "user.firstName + \" Lee\"|Ann Lee",
                "'it''s'|it's",
                "user.missing.deeper|null",
                "user.missing == null ? 'none' : user.missing|none",
                "user.missing ?: 'otherwise'|otherwise",
                "user.firstName == 'Ann' AND !(1 > 2)|true",
                "user.firstName == 'Bob' OR user.email != null|true",
                "1 + 2 * 3 == 7|true",
                "(1 + 2) * 3|9.0",
                "7 / 2|3.5",
                "-1 < 0|true",
                "'a' < 'b'|true",
                "user.tags[1]|b",
                "user['email']|ann@x.test",
                "{'a', 'b'}|[a, b]",
                "user.getInternalProperty('email')|ann@x.test",
                "String.append('a', 'b')|ab",
                "String.join('-', 'a', 'b', 'c')|a-b-c",
                "String.len('four')|4",
                "String.removeSpaces(' a b ')|ab",
                "String.replace('aXbX', 'X', '-')|a-b-",
                "String.replaceFirst('aXbX', 'X', '-')|a-bX",
                "String.startsWith('abc', 'ab')|true",
                "String.stringContains('abc', 'd')|false",
                "String.stringSwitch('this is one', 'default', 'one', '1', 'two', '2')|1",
                "String.stringSwitch('zero', 'default', 'one', '1')|default",
                "String.substring('abcdef', 1, 3)|bc",
                "String.substringAfter(user.email, '@')|x.test",
                "String.substringBefore(user.email, '@')|ann",
                "String.toUpperCase(user.firstName)|ANN",
                "toLowerCase('ABC')|abc",
                "Arrays.contains(user.tags, 'a')|true",
                "Arrays.size(Arrays.add(user.tags, 'c'))|3",
                "Arrays.toCsvString(user.tags)|a,b",
                "Arrays.isEmpty(user.missing)|true",
                "user.tags.add('c').size()|3",
                "user.tags.remove('a')|[b]",
                "DateTime.now()|2015-07-31T17:18:37.979Z",
                "'130828367179790000'.parseWindowsTime()|2015-07-31T17:18:37.979Z",
                "'1438363117979'.parseUnixTime() == DateTime.now()|true",
                "'2015-06-17T00:23:19.676Z'.parseStringTime() < DateTime.now()|true",
                "'17 June 2015 00:23:19'.parseStringTime('dd MMMM yyyy HH:mm:ss')|2015-06-17T00:23:19Z",
                "DateTime.now().toWindows()|130828367179790000",
                "DateTime.now().toUnix()|1438363117979",
                "DateTime.now().toString('MM/dd/yyyy')|07/31/2015",
                "DateTime.now().toZone('Asia/Tokyo')|2015-08-01T02:18:37.979+09:00[Asia/Tokyo]",
                "DateTime.now().toZone('Asia/Tokyo') == DateTime.now()|true",
                "DateTime.now().plusDays(2).minusHours(1)|2015-08-02T16:18:37.979Z",
                "DateTime.now().minusMinutes(-1).plusSeconds(2)|2015-07-31T17:19:39.979Z",
                "DateTime.now().minusDays(1).withinHours(24)|true",
                "DateTime.now().plusMinutes(2).withinSeconds(119)|false",
                "user.missing.withinDays(1)|null",
                "Convert.toInt('2.6')|3",
                "Groups.startsWith('OKTA', 'eng', 10)|[eng-core, eng-web]",
                "Groups.contains('OKTA', 'eng', 1)|[eng-core]",
                "isMemberOfGroupName('Everyone')|true",
                "isMemberOfGroupNameStartsWith('fin')|false",
                "session.amr|[pwd]",
                "user.email.contains('@x')|true",
                "user.email.substringAfter('@').toUpperCase()|X.TEST",
                "user.missing.contains('x')|null",
                "session.amr.contains('pwd') && session.amr.size() == 1|true",
                "{'a': 1, 'b': {'c'}}|{a=1, b=[c]}",
                "member.isMemberOf({'group.id': {'00g9', '00g2'}})|true",
                "member.isMemberOf({'group.id': '00g9'})|false",
                "member.isMemberOf({'group.profile.name': 'eng', 'operator': 'STARTS_WITH'})|true",
                "member.isMemberOf({'group.profile.name': 'eng', 'operator': 'EXACT'})|false",
                "member.isMemberOf({'group.profile.name': 'eng'})|true",
                "member.isMemberOf({'group.type': 'BUILT_IN'}, {'group.id': '00g2'})|false",
                "member.getGroups({'group.type': 'OKTA_GROUP'})[0].name|eng-core",
                "user.isMemberOf({'group.id': '00g1'})|false"
            })
    void an_expression_has_a_value(String text, String value) {
        assertThat(String.valueOf(Expression.read(text).value(VALUES))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "user.",
                "user.firstName user.email",
                "'open",
                "(1",
                "{1, 2",
                "a ? b",
                "#root",
                "@bean",
                "T(java.lang.Runtime)",
                "new java.io.File('x')",
                "user.getClass()",
                "''.class.forName('x')",
                "unknown('x')",
                "String.valueOf('x')",
                "String.substring('x')",
                "1 / 0",
                "'a' * 2",
                "user.firstName AND true + "
            })
    void what_is_no_expression_is_refused(String text) {
        assertThatThrownBy(() -> Expression.read(text).value(VALUES))
                .isInstanceOf(BadExpression.class);
    }

    @Test
    void what_is_too_long_or_too_deep_is_refused() {
        assertThatThrownBy(() -> Expression.read("1+".repeat(600) + "1"))
                .isInstanceOf(BadExpression.class);
        assertThat(Expression.read("(".repeat(99) + "1" + ")".repeat(99)).value(VALUES))
                .isEqualTo(1L);
        for (var deep : List.of("(", "!", "-", "{", "1?", "1?1:", "a[", "f(")) {
            assertThatThrownBy(() -> Expression.read(deep.repeat(1_000 / deep.length())))
                    .as(deep)
                    .isInstanceOf(BadExpression.class)
                    .hasMessageContaining("nested deeper than 100 levels");
        }
    }

    @Test
    void what_is_long_and_flat_is_worked_out_on_a_small_stack() throws InterruptedException {
        var results = new ArrayList<Object>();
        var small =
                new Thread(
                        null,
                        () -> {
                            for (var text : List.of("'" + LONG + "'", "1+".repeat(511) + "1")) {
                                results.add(Expression.read(text).value(VALUES));
                            }
                        },
                        "small",
                        256 * 1_024);
        small.start();
        small.join();
        assertThat(results).containsExactly(LONG, 512.0);
    }
}
