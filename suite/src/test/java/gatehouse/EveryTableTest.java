package gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatehouse.kernel.db.Tx.Unlogged;
import gatehouse.testkit.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The walls between orgs, asked of every table in the database. Whoever adds a table is tested by
 * these before anybody thinks of it.
 */
class EveryTableTest {
    private static final String OURS =
            " from pg_class c where c.relnamespace = 'public'::regnamespace"
                    + " and c.relkind in ('r', 'p') and c.relname <> 'flyway_schema_history'";

    private final FurnishedOrg here = new FurnishedOrg();
    private final FurnishedOrg there = new FurnishedOrg();
    private final TestOrg org = here.org;

    private List<String> found(String sql, String... args) {
        return org.inTx(tx -> tx.list(sql, row -> row.text("found"), (Object[]) args));
    }

    private List<String> tables() {
        return found("select c.relname as found" + OURS + " order by 1");
    }

    @Test
    void every_row_belongs_to_an_org() {
        assertThat(
                        found(
                                "select c.relname as found"
                                        + OURS
                                        + " and not exists (select 1 from pg_attribute a"
                                        + " where a.attrelid = c.oid and a.attname = 'org_id'"
                                        + " and a.attnotnull)"))
                .as("tables without an org")
                .isEmpty();
    }

    @Test
    void every_table_is_walled_even_for_its_owner() {
        assertThat(
                        found(
                                "select c.relname as found"
                                        + OURS
                                        + " and not (c.relrowsecurity and c.relforcerowsecurity)"))
                .as("tables without row-level security")
                .isEmpty();
        assertThat(
                        found(
                                "select c.relname as found"
                                        + OURS
                                        + " and not exists (select 1 from pg_policy p"
                                        + " where p.polrelid = c.oid and p.polcmd = '*'"
                                        + " and pg_get_expr(p.polqual, c.oid) like '((org_id = current_setting(%'"
                                        + " and pg_get_expr(p.polwithcheck, c.oid)"
                                        + " = pg_get_expr(p.polqual, c.oid))"))
                .as("tables without the wall between orgs")
                .isEmpty();
        assertThat(
                        found(
                                "select c.relname as found"
                                        + OURS
                                        + " and (select count(*) from pg_policy p"
                                        + " where p.polrelid = c.oid and p.polpermissive) <> 1"))
                .as("tables with another gate in the wall")
                .isEmpty();
    }

    @Test
    void every_key_begins_with_the_org() {
        assertThat(
                        found(
                                "select c.relname as found"
                                        + OURS
                                        + " and not exists (select 1 from pg_constraint k"
                                        + " join pg_attribute a on a.attrelid = c.oid"
                                        + " and a.attnum = k.conkey[1] and a.attname = 'org_id'"
                                        + " where k.conrelid = c.oid and k.contype = 'p')"))
                .as("tables whose primary key does not begin with the org")
                .isEmpty();
    }

    /** Else one org would learn of another's names by not getting them. */
    @Test
    void what_is_unique_is_so_within_an_org() {
        assertThat(
                        found(
                                "select i.indexrelid::regclass::text as found from pg_index i where"
                                        + " i.indisunique and i.indrelid in (select c.oid"
                                        + OURS
                                        + " and c.relname <> 'org') and not exists (select 1"
                                        + " from pg_attribute a where a.attrelid = i.indrelid"
                                        + " and a.attnum = any (i.indkey)"
                                        + " and a.attname = 'org_id')"))
                .as("indexes unique across orgs")
                .isEmpty();
    }

    @Test
    void every_reference_stays_within_the_org() {
        assertThat(
                        found(
                                "select k.conrelid::regclass || '.' || k.conname as found"
                                        + " from pg_constraint k where k.contype = 'f'"
                                        + " and not exists (select 1 from unnest(k.conkey,"
                                        + " k.confkey) as pair (own, other)"
                                        + " join pg_attribute a on a.attrelid = k.conrelid"
                                        + " and a.attnum = pair.own and a.attname = 'org_id'"
                                        + " join pg_attribute b on b.attrelid = k.confrelid"
                                        + " and b.attnum = pair.other and b.attname = 'org_id')"))
                .as("foreign keys that may point into another org")
                .isEmpty();
    }

    @Test
    void nobody_of_ours_stands_above_the_walls() {
        assertThat(
                        found(
                                "select current_user::text as found from pg_roles where rolname ="
                                        + " current_user and (rolsuper or rolbypassrls)"))
                .isEmpty();
    }

    /** The statements that name the org are a second wall; this is what holds without them. */
    @Test
    void a_statement_without_a_predicate_sees_one_org() {
        assertThat(tables())
                .allSatisfy(table ->
                        assertThat(found("select distinct org_id as found from " + table))
                                .isSubsetOf(org.id()));
    }

    @Test
    void an_update_or_delete_without_a_predicate_touches_one_org() {
        for (var table : List.of("users", "app", "session", "api_token", "refresh_token")) {
            var before = rows(there, table);
            org.inTx(tx -> {
                var writer = tx.unlogged(Unlogged.SWEEP);
                writer.execute("update " + table + " set org_id = org_id");
                return writer.execute("delete from " + table);
            });
            assertThat(rows(there, table)).as(table).isEqualTo(before).isNotEmpty();
        }
    }

    private static List<String> rows(FurnishedOrg of, String table) {
        return of.org.inTx(tx ->
                tx.list(
                        "select to_jsonb(t)::text as row from %s t order by 1".formatted(table),
                        row -> row.text("row")));
    }

    @Test
    void no_row_can_be_given_to_another_org() {
        var tried = tables().stream().filter(this::triedToGiveAway).toList();

        assertThat(tried).hasSizeGreaterThan(20);
    }

    /** Whether there was a row to try it with. */
    private boolean triedToGiveAway(String table) {
        var row = rows(there, table).stream().findFirst();
        row.ifPresent(body ->
                assertThatThrownBy(() -> insert(table, body))
                        .as(table)
                        .rootCause()
                        .hasMessageContaining("row-level security"));
        return row.isPresent();
    }

    private int insert(String table, String body) {
        var columns = String.join(", ", writable(table));
        return org.inTx(tx ->
                tx.unlogged(Unlogged.SWEEP)
                        .execute(
                                "insert into %1$s (%2$s) overriding system value select"
                                                .formatted(table, columns)
                                        + " %2$s from jsonb_populate_record(null::%1$s,"
                                                .formatted(table, columns)
                                        + " ?::jsonb)",
                                body));
    }

    private List<String> writable(String table) {
        return found(
                "select quote_ident(attname) as found from pg_attribute"
                        + " where attrelid = ?::regclass and attnum > 0 and not attisdropped"
                        + " and attgenerated = ''",
                table);
    }
}
