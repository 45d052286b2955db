package io.sluice.spi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The SPI uses the JDK and pf4j's marker, and nothing else: what a plugin may see. Each rule is shown to fail. */
class DependencyRulesTest {
    private static final JavaClasses SPI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sluice.spi");
    private static final JavaClasses THIS_TEST = new ClassFileImporter().importClasses(DependencyRulesTest.class);

    private static final ArchRule ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("io.sluice.spi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.sluice.spi..", "org.pf4j");

    private static final ArchRule ONLY_THE_MARKER = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.pf4j\\.(?!ExtensionPoint$|Extension$).*");

    private static final ArchRule NO_STANDARD_STREAMS =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @Test
    void theSpiUsesOnlyTheJdkAndTheMarker() {
        ONLY_THE_JDK.check(SPI);
        ONLY_THE_MARKER.check(SPI);
    }

    @Test
    void theSpiHasNoCycles() {
        slices().matching("io.sluice.spi.(*)..").should().beFreeOfCycles().check(SPI);
    }

    @Test
    void theSpiWritesToNoStandardStream() {
        NO_STANDARD_STREAMS.check(SPI);
    }

    @Test
    void theRulesCanFail() {
        assertThat(ONLY_THE_JDK.evaluate(THIS_TEST).hasViolation()).isTrue();
        assertThat(ONLY_THE_MARKER
                        .evaluate(new ClassFileImporter().importClasses(Manages.class))
                        .hasViolation())
                .isTrue();
        assertThat(NO_STANDARD_STREAMS
                        .evaluate(new ClassFileImporter().importClasses(Talks.class))
                        .hasViolation())
                .isTrue();
        assertThat(SPI).hasSizeGreaterThan(40);
    }

    @SuppressWarnings("unused") // only its byte code matters
    private interface Manages {
        org.pf4j.PluginManager manager();
    }

    @SuppressWarnings("unused") // only its byte code matters
    private static final class Talks {
        private static final java.io.PrintStream OUT = System.out;
    }
}
