package io.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The platform keeps the rules of docs/design.md, and each rule fails on a house that breaks it. */
final class ArchitectureTest {
    private static final String ROOT = "io.sluice";
    private static final String BROKEN = "io.sluice.architecture.broken";

    private static final JavaClasses PLATFORM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> platformKeepsEveryRule() {
        return ArchitectureRules.below(ROOT).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(PLATFORM)));
    }

    @TestFactory
    Stream<DynamicTest> brokenHouseBreaksEveryRule() {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
        Map<String, ArchRule> rules = ArchitectureRules.below(BROKEN);
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> assertThat(
                                rule.getValue().evaluate(broken).hasViolation())
                        .isTrue()));
    }

    /** Asked of the sources of every module: Maven makes an empty class for a package-info that is missing. */
    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            Set<Path> silent = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("src/main/java"))
                    .map(Path::getParent)
                    .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
                    .collect(Collectors.toSet());
            assertThat(silent).isEmpty();
        }
    }
}
