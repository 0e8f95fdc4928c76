package gatehouse;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which way the arrows point, and which doors there are. */
class ArchitectureTest {
    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("/testkit/"))
                    .importPackages("gatehouse");

    /** What each module may see beside itself. */
    private static final Map<String, Set<String>> SEES =
            Map.of(
                    "kernel", Set.of(),
                    "directory", Set.of("kernel"),
                    "apps", Set.of("kernel"),
                    "policy", Set.of("kernel"),
                    "platform", Set.of("kernel"),
                    "protocol", Set.of("kernel", "directory", "apps", "policy", "platform"),
                    "signin",
                            Set.of(
                                    "kernel",
                                    "directory",
                                    "apps",
                                    "policy",
                                    "platform",
                                    "protocol"));

    @Test
    void modules_see_only_what_lies_below_them() {
        SEES.forEach(ArchitectureTest::seesOnly);
    }

    private static void seesOnly(String module, Set<String> others) {
        var seen = others.stream().map(other -> "gatehouse." + other + "..");
        var allowed = Stream.concat(seen, own(module)).toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("gatehouse." + module + "..")
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("gatehouse..")).or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true)
                .check(CODE);
    }

    private static Stream<String> own(String module) {
        return Stream.of("gatehouse." + module + "..");
    }

    /** A feature is a package with those below it, which may be parts of one thing. */
    @Test
    void features_form_no_cycles() {
        slices().matching("gatehouse.(*).(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void time_and_chance_come_from_the_world() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("gatehouse.kernel.World")
                .should(
                        callMethod(Instant.class, "now")
                                .or(callMethod(Clock.class, "systemUTC"))
                                .or(callMethod(UUID.class, "randomUUID"))
                                .or(callMethod(System.class, "currentTimeMillis"))
                                .or(callMethod(Thread.class, "sleep", long.class))
                                .or(callMethod(Thread.class, "sleep", Duration.class)))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SecureRandom.class)
                .check(CODE);
    }

    /** The server opens the pool; all statements go through the kernel. */
    @Test
    void only_the_kernel_speaks_jdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackages("gatehouse.kernel.db", "gatehouse.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..")
                .check(CODE);
    }

    @Test
    void only_the_server_knows_the_web_server() {
        noClasses()
                .that()
                .resideOutsideOfPackage("gatehouse.server..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CODE);
    }

    @Test
    void one_door_leads_outside() {
        noClasses()
                .that()
                .resideOutsideOfPackage("gatehouse.kernel.outside")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.apache.hc..", "jakarta.mail..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.net.URLConnection.class)
                .check(CODE);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveNameMatching(".*[.$](Abstract|Base)[A-Z]\\w*")
                .check(CODE);
    }

    /** What a framework's interface asks for is not ours to name. */
    @Test
    void questions_are_not_called_get() {
        methods()
                .that()
                .arePublic()
                .and(describe("name themselves", ArchitectureTest::namesItself))
                .should()
                .haveNameNotMatching("get[A-Z]\\w*")
                .check(CODE);
    }

    private static boolean namesItself(JavaMethod method) {
        var owner = method.getOwner();
        return Stream.concat(
                        owner.getAllRawSuperclasses().stream(),
                        owner.getAllRawInterfaces().stream())
                .flatMap(above -> above.getMethods().stream())
                .noneMatch(above -> above.getName().equals(method.getName()));
    }

    @Test
    void nothing_static_changes() {
        noFields()
                .that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .notBeFinal()
                .check(CODE);
    }

    @Test
    void nothing_hangs_on_a_thread() {
        noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(CODE);
    }
}
